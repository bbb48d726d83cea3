package dev.baton.core.node;

/** What a changed fact can affect: an instance, or the sync group that it moves with. */
sealed interface Member permits Instance, SyncGroup {}
