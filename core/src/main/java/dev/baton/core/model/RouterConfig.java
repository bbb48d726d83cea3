package dev.baton.core.model;

import dev.baton.core.kernel.Firewall;
import java.util.List;

/**
 * Settings of the router process as a whole, from global_defs.
 *
 * @param realtimePriority SCHED_RR priority 1 to 99; 0 for none
 * @param niceLevel -20 to 19
 * @param lockMemory {@code vrrp_no_swap}
 * @param cpus the processors it may use; empty for all
 * @param realtimeLimitMicros RLIMIT_RTTIME; 0 for no limit
 * @param startupDelayNanos how long instances stay deaf in BACKUP after a start
 * @param delayAfterBootNanos the same, measured from the boot of the machine
 * @param dynamicInterfaces interfaces may be absent, and come later
 * @param logUnknownVrids adverts of foreign virtual routers are logged
 * @param monitorBufferBytes the netlink monitor's buffer; 0 for our own default
 * @param firewall what drops packets of addresses that must not be answered
 */
public record RouterConfig(
    String processName,
    int realtimePriority,
    int niceLevel,
    boolean lockMemory,
    List<Integer> cpus,
    long realtimeLimitMicros,
    long startupDelayNanos,
    long delayAfterBootNanos,
    boolean dynamicInterfaces,
    boolean allowInterfaceChanges,
    boolean logUnknownVrids,
    long monitorBufferBytes,
    Firewall firewall) {}
