package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import java.util.List;

/** The links and addresses of a node's host at one moment, as far as the kernel has told. */
public record HostSnapshot(List<Link> links, List<InterfaceAddress> addresses) {}
