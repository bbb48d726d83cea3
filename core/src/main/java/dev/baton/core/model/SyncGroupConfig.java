package dev.baton.core.model;

import java.util.List;

/**
 * A vrrp_sync_group: instances that are master together or not at all. What the group tracks is
 * part of what each member tracks.
 *
 * @param members the names of instances, each of which is in no other group
 */
public record SyncGroupConfig(String name, List<String> members, NotifyConfig notification) {}
