/**
 * The kernel's packet filter (nf_tables, nft(8)), as far as a virtual router needs it: a table for
 * each family that drops the packets of addresses that must not be answered, and moves what a
 * macvlan must not send itself.
 *
 * <p>{@link dev.baton.linux.firewall.FilterRuleset} says what the tables look like, {@link
 * dev.baton.linux.firewall.NfTablesWriter} puts that into netlink messages, and {@link
 * dev.baton.linux.firewall.FirewallClient} keeps the tables. All of a change is one transaction of
 * the kernel: it is done as a whole or not at all, and no packet meets a half of it.
 */
package dev.baton.linux.firewall;
