namespace Learn.Proxy.Tests;

/// <summary>Finds the captures of the real kube-proxy.</summary>
internal static class GoldenFolder
{
    internal static string Iptables { get; } = Path.Combine(Repository(), "tests", "golden", "iptables");

    internal static IEnumerable<string> CaseNames =>
        Directory.GetDirectories(Iptables).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    internal static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Learn.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No folder above the tests has a Learn.sln.");
    }
}
