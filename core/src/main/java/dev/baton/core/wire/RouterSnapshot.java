package dev.baton.core.wire;

import dev.baton.core.node.NodeSnapshot;
import java.util.List;

/** What the router shows of itself: its node, how well its loop keeps time, and its sockets. */
public record RouterSnapshot(NodeSnapshot node, LoopFigures loop, List<SocketFigures> sockets) {}
