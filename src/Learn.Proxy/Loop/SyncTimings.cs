namespace Learn.Proxy;

/// <summary>How long the steps of a sync took. What is missing to the whole is the time between them.</summary>
/// <param name="Setup">Making sure of the fixed chains and jumps; only before a full sync.</param>
/// <param name="Look">Reading what the node has: the chains of the nat table, its addresses.</param>
/// <param name="Generation">Working out what is to be written: taking the changes over and writing the payload.</param>
/// <param name="Restore">iptables-restore, from its start to its end: most of it is the kernel taking the rules.</param>
/// <param name="StaleFlows">Removing flows to endpoints that are gone from connection tracking.</param>
public readonly record struct SyncTimings(TimeSpan Setup, TimeSpan Look, TimeSpan Generation, TimeSpan Restore, TimeSpan StaleFlows);
