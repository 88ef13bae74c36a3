using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>Why a sync happened.</summary>
/// <param name="Trigger">What made kube-proxy sync.</param>
/// <param name="Causes">What changed since the sync before, each object once, in the order in which it was heard of; none at the start.</param>
/// <param name="AfterFailure">True if the sync before had failed, which makes this one a full one.</param>
public sealed record SyncReason(SyncTrigger Trigger, ImmutableArray<SyncCause> Causes, bool AfterFailure = false)
{
    private const int MostCauses = 2;

    /// <summary>Why it happened, in a sentence without its full stop.</summary>
    public string Why => Trigger switch
    {
        SyncTrigger.Start => "kube-proxy started",
        SyncTrigger.CanaryLost => $"the chain {ProxyChains.Canary} was gone: somebody flushed the tables",
        SyncTrigger.Retry => "the sync before failed, so it is tried again",
        SyncTrigger.Periodic => "nothing happened for an hour",
        _ => string.Join("; ", Causes.Take(MostCauses)) + (Causes.Length > MostCauses ? $"; and {Causes.Length - MostCauses} more" : ""),
    };

    /// <summary>Why everything is written anew, in a sentence without its full stop; only to be asked about a full sync.</summary>
    public string WhyFull => Trigger switch
    {
        SyncTrigger.Start => "the first sync writes everything",
        SyncTrigger.CanaryLost => "after a flush everything is written anew",
        _ when AfterFailure => "after a failure nobody knows what is there",
        _ when Causes.Any(static cause => cause.Kind == "Node") => "a change of the node's labels may concern every Service",
        _ => "everything was asked to be written anew",
    };

    /// <inheritdoc/>
    public override string ToString() => Why;
}
