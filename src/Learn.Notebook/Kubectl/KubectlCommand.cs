namespace Learn.Notebook.Kubectl;

/// <summary>A command: its words, its flags, and what it does.</summary>
internal abstract class KubectlCommand
{
    /// <summary>Its words: <c>get</c>, <c>rollout status</c>.</summary>
    public abstract string Name { get; }

    /// <summary>One sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>How it is written, behind its name.</summary>
    public abstract string Usage { get; }

    /// <summary>Its flags beside those of every command.</summary>
    public virtual IReadOnlyList<Flag> Flags => [];

    /// <summary>What its arguments name, for completion.</summary>
    public virtual ArgumentSort Arguments => ArgumentSort.None;

    /// <summary>Whether the lab must run.</summary>
    public virtual bool NeedsLab => true;

    /// <summary>All its flags.</summary>
    public IReadOnlyList<Flag> AllFlags => [.. Flags, .. KubectlFlags.Global];

    /// <summary>Does it.</summary>
    /// <exception cref="CellException">It cannot be done; the message is kubectl's.</exception>
    /// <exception cref="Cluster.ClusterApiException">The cluster refuses it.</exception>
    public abstract Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken);

    /// <summary>What <c>--help</c> says.</summary>
    public string Help()
    {
        var flags = AllFlags.Select(flag => $"    {flag + (flag.Kind == FlagKind.Switch ? "" : $"={(flag.ValueWhenBare is null ? "…" : "[…]")}")}:\n        {flag.Description}");
        return $"{Summary}\n\nUsage:\n  kubectl {Name} {Usage}\n\nOptions:\n{string.Join('\n', flags)}\n";
    }
}
