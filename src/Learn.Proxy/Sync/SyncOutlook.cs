using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>What the next sync will do, as far as it has to be known before <see cref="IptablesProxy.Plan"/>.</summary>
/// <param name="IsFull">True if everything is written anew.</param>
/// <param name="ReadsNatChains">True if stale chains will be looked for, so that the chains of the nat table have to be read.</param>
/// <param name="Setup">The chains and jumps to be made sure of before; empty for a partial sync.</param>
public sealed record SyncOutlook(bool IsFull, bool ReadsNatChains, ImmutableArray<ChainSetup> Setup);
