namespace Learn.Cluster.Tests;

/// <summary>The captures of the real kube-proxy, found from the folder of the test assembly upwards.</summary>
internal static class Golden
{
    public static string Folder { get; } = Find();

    /// <summary>Every input and step of every case, as paths below <see cref="Folder"/>.</summary>
    public static IEnumerable<string> Inputs => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "case.yaml")
        .Select(path => Path.GetRelativePath(Folder, path))
        .Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Learn.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "golden");
            }
        }

        throw new DirectoryNotFoundException("No folder above the test assembly holds Learn.sln.");
    }
}
