using System.Globalization;

namespace Learn.Sandbox;

/// <summary>Knows what keeps a rung of the ladder from holding, and what to do about it.</summary>
internal static class LadderAdvice
{
    /// <summary>What to do where no iptables backend works.</summary>
    public const string IptablesRemedy = "install iptables (apt-get install iptables), or load the kernel's modules (modprobe nf_tables nft_compat) on the machine itself.";

    private const int SystemAdmin = 21;
    private const int NetworkAdmin = 12;
    private static readonly string[] Needed = ["unshare", "ip"];

    /// <summary>Where programs are looked up.</summary>
    public static string SearchPath { get; } = Programs.SearchPath(Environment.GetEnvironmentVariable("PATH"));

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
    public static string Remedy(Isolation rung) => rung == Isolation.UserNamespace ? UserNamespaceRemedy() : RootRemedy();

    private static string UserNamespaceRemedy()
    {
        if (Setting("/proc/sys/kernel/unprivileged_userns_clone") == "0")
        {
            return "user namespaces are switched off: sudo sysctl -w kernel.unprivileged_userns_clone=1";
        }

        if (Setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1")
        {
            return "AppArmor restricts user namespaces (Ubuntu 24.04 and later): sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
        }

        if (Setting("/proc/sys/user/max_user_namespaces") == "0")
        {
            return "no user namespace is allowed: sudo sysctl -w user.max_user_namespaces=10000";
        }

        if (StatusField("Seccomp") == "2")
        {
            return "this looks like a container whose seccomp profile refuses user namespaces (Docker's does): "
                + "docker run --security-opt seccomp=unconfined, or give root capabilities: --cap-add SYS_ADMIN --cap-add NET_ADMIN (see below).";
        }

        return "allow user namespaces on this machine (sysctl user.max_user_namespaces), or run as root.";
    }

    private static string RootRemedy()
    {
        var capabilities = ulong.TryParse(StatusField("CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
        var missing = new List<string>();
        if ((capabilities & (1UL << SystemAdmin)) == 0)
        {
            missing.Add("SYS_ADMIN");
        }

        if ((capabilities & (1UL << NetworkAdmin)) == 0)
        {
            missing.Add("NET_ADMIN");
        }

        return missing.Count > 0
            ? $"this root lacks the capability {string.Join(" and ", missing)}: in a container, docker run {string.Join(" ", missing.Select(name => $"--cap-add {name}"))} "
                + "(devcontainer.json: \"capAdd\": [\"SYS_ADMIN\", \"NET_ADMIN\"])."
            : "in a container: docker run --privileged, or --security-opt seccomp=unconfined --security-opt apparmor=unconfined.";
    }

    private static string? Setting(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? StatusField(string name) => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith(name + ":", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
