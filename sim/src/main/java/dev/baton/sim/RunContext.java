package dev.baton.sim;

/** What everything in one run shares: time, the LAN, the judge, and the story. */
record RunContext(World world, VirtualLan lan, Judge judge, Story story) {}
