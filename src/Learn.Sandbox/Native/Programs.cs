namespace Learn.Sandbox;

/// <summary>Finds programs, also where an ordinary user's PATH does not look.</summary>
public static class Programs
{
    private static readonly string[] SystemDirectories = ["/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/bin", "/bin"];

    private static readonly Dictionary<string, string> Packages = new(StringComparer.Ordinal)
    {
        ["unshare"] = "util-linux",
        ["nsenter"] = "util-linux",
        ["dot"] = "graphviz",
        ["ip"] = "iproute2",
        ["bridge"] = "iproute2",
        ["tc"] = "iproute2",
        ["ss"] = "iproute2",
        ["iptables"] = "iptables",
        ["iptables-restore"] = "iptables",
        ["iptables-save"] = "iptables",
        ["ip6tables"] = "iptables",
        ["nft"] = "nftables",
        ["conntrack"] = "conntrack",
        ["curl"] = "curl",
        ["ping"] = "iputils-ping",
        ["dig"] = "bind9-dnsutils",
        ["tcpdump"] = "tcpdump",
        ["xtables-monitor"] = "iptables",
    };

    /// <summary>PATH with the directories of system programs added at its end.</summary>
    /// <param name="path">The variable's value; null where it is not set.</param>
    public static string SearchPath(string? path)
    {
        var directories = (path ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).ToList();
        directories.AddRange(SystemDirectories.Except(directories, StringComparer.Ordinal));
        return string.Join(':', directories);
    }

    /// <summary>The file of a program, or null.</summary>
    /// <param name="program">Its name; with a slash in it, it is a path already.</param>
    /// <param name="searchPath">What <see cref="SearchPath"/> gave.</param>
    public static string? Find(string program, string searchPath)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(searchPath);
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        foreach (var directory in searchPath.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            var file = $"{directory}/{program}";
            if (File.Exists(file) && Libc.Access(file, Libc.AccessExecute) == 0)
            {
                return file;
            }
        }

        return null;
    }

    /// <summary>The package of Debian and Ubuntu that has a program, or null where it is not known.</summary>
    /// <param name="program">Its name.</param>
    public static string? PackageOf(string program) => Packages.GetValueOrDefault(program);

    /// <summary>How to get a program that is missing.</summary>
    /// <param name="program">Its name.</param>
    public static string Remedy(string program) => PackageOf(program) is { } package
        ? $"install the package {package} (apt-get install {package})"
        : "install the package that has it";
}
