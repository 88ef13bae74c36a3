namespace Learn.Proxy.Tests;

/// <summary>
/// Texts that somebody has read and found right, as files beside the tests. <c>LEARN_ACCEPT=1</c> writes what comes now; what has changed
/// is then seen in the diff.
/// </summary>
internal static class ApprovedText
{
    internal static void Check(string area, string name, string actual)
    {
        string path = Path.Combine(GoldenFolder.Repository(), "tests", "Learn.Proxy.Tests", area, "Approved", name + ".txt");
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"There is no {path}. Run with LEARN_ACCEPT=1, and read it.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
