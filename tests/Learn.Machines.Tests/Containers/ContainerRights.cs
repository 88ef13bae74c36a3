namespace Learn.Machines.Tests.Containers;

/// <summary>What a container may do, in Docker's terms.</summary>
internal sealed record ContainerRights
{
    /// <summary>The capabilities that Docker gives to the root of a container.</summary>
    public static IReadOnlySet<string> DockerCapabilities { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD", "CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP",
        "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
    };

    /// <summary>What <c>docker run</c> gives if nothing is said.</summary>
    public static ContainerRights Docker { get; } = new();

    /// <summary>The capabilities.</summary>
    public IReadOnlySet<string> Capabilities { get; init; } = DockerCapabilities;

    /// <summary>Whether the seccomp profile is in force (<c>seccomp=unconfined</c> lifts it).</summary>
    public bool IsFiltered { get; init; } = true;

    /// <summary>Whether user namespaces are refused even to who has SYS_ADMIN, for whom Docker's profile has them allowed.</summary>
    public bool RefusesUserNamespaces { get; init; }

    /// <summary>Whether parts of /proc and /sys are hidden and /proc/sys is read-only (<c>systempaths=unconfined</c> lifts both).</summary>
    public bool IsMasked { get; init; } = true;

    /// <summary>The number of the user.</summary>
    public int User { get; init; }

    /// <summary>Whether it has the machine's network instead of one of its own, which leads nowhere.</summary>
    public bool HasMachineNetwork { get; init; }

    /// <summary>Whether it has a user namespace of its own, in which alone its capabilities count, as a Pod with <c>hostUsers: false</c> has.</summary>
    public bool HasUserNamespace { get; init; }

    /// <summary>The same with more capabilities.</summary>
    public ContainerRights With(params IEnumerable<string> added) => this with { Capabilities = Capabilities.Union(added.Select(name => "CAP_" + name)).ToHashSet(StringComparer.Ordinal) };

    /// <summary>The same with one capability less.</summary>
    public ContainerRights Without(string capability) => this with { Capabilities = Capabilities.Where(name => name != "CAP_" + capability).ToHashSet(StringComparer.Ordinal) };
}
