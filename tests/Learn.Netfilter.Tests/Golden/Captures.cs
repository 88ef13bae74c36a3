namespace Learn.Netfilter.Tests;

/// <summary>The captures of the real kube-proxy, found by looking, so that a new one is a new test case.</summary>
internal static class Captures
{
    /// <summary>The folder of the solution, wherever the tests run.</summary>
    public static string RepositoryRoot { get; } = FindRepositoryRoot();

    /// <summary>The folder with one folder for each case.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryRoot, "tests", "golden", "iptables");

    /// <summary>All saves of both families, as paths relative to <see cref="Folder"/>.</summary>
    public static IEnumerable<string> Saves => Find("expected*.iptables-save").Concat(Find("expected*.ip6tables-save"));

    /// <summary>The saves of cases in which no other program changed rules; what is left of a Service there need not make sense.</summary>
    public static IEnumerable<string> UndisturbedSaves => Saves.Where(path => !Directory
        .GetFiles(Path.GetDirectoryName(Path.Combine(Folder, path))!, "step-*.yaml")
        .Any(step => File.ReadAllText(step).Contains("action: exec", StringComparison.Ordinal)));

    /// <summary>All payloads of both families, as paths relative to <see cref="Folder"/>.</summary>
    public static IEnumerable<string> Payloads => Find("restore-step-*.txt").Concat(Find("restore6-step-*.txt"));

    /// <summary>All case folders, by name.</summary>
    public static IEnumerable<string> Cases => Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Folder, relativePath));

    public static bool Exists(string relativePath) => File.Exists(Path.Combine(Folder, relativePath));

    public static IpFamily FamilyOf(string relativePath)
    {
        string name = Path.GetFileName(relativePath);
        return name.EndsWith(".ip6tables-save", StringComparison.Ordinal) || name.StartsWith("restore6-", StringComparison.Ordinal)
            ? IpFamily.IPv6
            : IpFamily.IPv4;
    }

    private static IEnumerable<string> Find(string pattern) => Directory
        .GetFiles(Folder, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Folder, path))
        .Order(StringComparer.Ordinal);

    private static string FindRepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Learn.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests contains Learn.sln.");
    }
}
