namespace Learn.Sandbox;

/// <summary>What a new world shall be like. All properties have defaults that suit a lab.</summary>
public sealed record WorldOptions
{
    /// <summary>Name under which other processes of the same user can join; 1–60 letters, digits, <c>-</c>, <c>_</c>, <c>.</c>. Null: a free name is chosen.</summary>
    public string? Name { get; init; }

    /// <summary>The only rung of the ladder to try. Null: all of them, best first.</summary>
    public Isolation? Isolation { get; init; }

    /// <summary>The only iptables backend to use. Null: nf_tables, and legacy where only that works.</summary>
    public IptablesBackend? IptablesBackend { get; init; }

    /// <summary>Whether a machine on which no iptables backend works is refused. Default true. False leaves <see cref="WorldReport.Iptables"/> null there.</summary>
    public bool RequireIptables { get; init; } = true;

    /// <summary>
    /// Whether a machine is refused on which no host can forward packets: new network namespaces do not, and <c>/proc/sys</c> is read-only, as in containers.
    /// Default true.
    /// </summary>
    public bool RequireForwarding { get; init; } = true;

    /// <summary>Whether the helper acts as where mounts are refused; for tests.</summary>
    internal bool WithoutMounts { get; init; }

    /// <summary>Time that one rung of the ladder may take until the helper process answers. Default 30 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
