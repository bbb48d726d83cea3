package dev.baton.core.wire;

import dev.baton.core.node.NodeSnapshot;

/** What the router shows of itself: its node, and how well its loop keeps time. */
public record RouterSnapshot(NodeSnapshot node, LoopFigures loop) {}
