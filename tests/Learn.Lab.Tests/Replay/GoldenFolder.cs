namespace Learn.Tests.Replay;

/// <summary>Finds the captures of the real kube-proxy.</summary>
internal static class GoldenFolder
{
    public static string Iptables { get; } = Path.Combine(Repository(), "tests", "golden", "iptables");

    public static IEnumerable<string> CaseNames =>
        Directory.GetDirectories(Iptables).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests has a Learn.sln.");
        }

        return folder;
    }
}
