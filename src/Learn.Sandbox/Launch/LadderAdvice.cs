namespace Learn.Sandbox;

/// <summary>Knows what keeps a rung of the ladder from holding, and what to do about it.</summary>
internal static class LadderAdvice
{
    /// <summary>What to do where no iptables backend works.</summary>
    public const string IptablesRemedy = "install iptables (apt-get install iptables), or load the kernel's modules (modprobe nf_tables nft_compat) on the machine itself.";

    /// <summary>Why a world is of no use whose hosts cannot forward.</summary>
    public const string NoForwarding = "hosts could not forward packets: net.ipv4.ip_forward is 0 in a new network namespace, and /proc/sys is read-only here, as in containers.";

    /// <summary>What to do where hosts cannot forward.</summary>
    public const string ForwardingRemedy = "in a container: docker run --security-opt systempaths=unconfined, or root with --cap-add SYS_ADMIN --cap-add NET_ADMIN; "
        + "or on the machine itself: sudo sysctl -w net.ipv4.ip_forward=1, which new network namespaces inherit.";

    private static readonly string[] Needed = ["unshare", "ip"];

    /// <summary>Where programs are looked up.</summary>
    public static string SearchPath { get; } = Programs.SearchPath(Environment.GetEnvironmentVariable("PATH"));

    /// <summary>
    /// The rungs, best first. In a container <c>/proc/sys</c> is read-only: there a root with both capabilities has more than a user namespace, since it may
    /// mount a procfs of its own.
    /// </summary>
    public static IReadOnlyList<Isolation> Rungs() =>
        Libc.EffectiveUserId() == 0 && MachineFiles.MissingCapabilities().Count == 0 && !MachineFiles.SysctlsAreWritable()
            ? [Isolation.Root, Isolation.UserNamespace]
            : [Isolation.UserNamespace, Isolation.Root];

    /// <summary>What makes trying a rung pointless, or null.</summary>
    public static LadderFailure? Obstacle(Isolation rung)
    {
        var missing = Needed.Where(program => Programs.Find(program, SearchPath) is null).ToArray();
        if (missing.Length > 0)
        {
            return new LadderFailure(rung, $"the program {string.Join(" and ", missing)} is missing.", string.Join("; ", missing.Select(Programs.Remedy)) + ".");
        }

        if (rung == Isolation.Root && Libc.EffectiveUserId() != 0)
        {
            return new LadderFailure(rung, "this process is not root.", "run it as root (sudo), or make user namespaces possible (see above).");
        }

        return null;
    }

    /// <summary>What to do when a rung was tried and failed.</summary>
    public static string Remedy(Isolation rung) => MachineFiles.Text("/proc/sys/user/max_net_namespaces") == "0"
        ? "no network namespace is allowed: sudo sysctl -w user.max_net_namespaces=10000 user.max_user_namespaces=10000"
        : rung == Isolation.UserNamespace ? UserNamespaceRemedy() : RootRemedy();

    private static string UserNamespaceRemedy()
    {
        if (MachineFiles.Text("/proc/sys/kernel/unprivileged_userns_clone") == "0")
        {
            return "user namespaces are switched off: sudo sysctl -w kernel.unprivileged_userns_clone=1";
        }

        if (MachineFiles.Text("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
        {
            return "AppArmor restricts user namespaces (Ubuntu 24.04 and later): sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        }

        if (MachineFiles.Text("/proc/sys/user/max_user_namespaces") == "0")
        {
            return "no user namespace is allowed: sudo sysctl -w user.max_user_namespaces=10000";
        }

        if (MachineFiles.IsFiltered())
        {
            return "this looks like a container whose seccomp profile refuses user namespaces (Docker's does): "
                + "docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined, "
                + "or give root capabilities: --cap-add SYS_ADMIN --cap-add NET_ADMIN (see below).";
        }

        return "allow user namespaces on this machine (sysctl user.max_user_namespaces), or run as root.";
    }

    private static string RootRemedy()
    {
        var missing = MachineFiles.MissingCapabilities();
        return missing.Count > 0
            ? $"this root lacks the {(missing.Count == 1 ? "capability" : "capabilities")} {string.Join(" and ", missing)}: in a container, docker run {string.Join(" ", missing.Select(name => $"--cap-add {name}"))} "
                + "(devcontainer.json: \"capAdd\": [\"SYS_ADMIN\", \"NET_ADMIN\"])."
            : "in a container: docker run --privileged, or --security-opt seccomp=unconfined --security-opt apparmor=unconfined.";
    }
}
