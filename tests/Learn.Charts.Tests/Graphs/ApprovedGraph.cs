using System.Runtime.CompilerServices;

namespace Learn.Tests.Figures.Graphs;

/// <summary>Graphs in DOT and as text that somebody has read. <c>LEARN_ACCEPT=1</c> writes what comes now; the diff shows what has changed.</summary>
internal static class ApprovedGraph
{
    public static void Check(string name, string actual)
    {
        var path = Path.Combine(Path.GetDirectoryName(Here())!, "Approved", name);
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no {path}. Run with LEARN_ACCEPT=1, and read it.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
