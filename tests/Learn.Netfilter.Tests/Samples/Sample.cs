namespace Learn.Netfilter.Tests;

/// <summary>Files next to the tests' sources; see Samples/README.md.</summary>
internal static class Sample
{
    public static string Read(string name) =>
        File.ReadAllText(Path.Combine(Captures.RepositoryRoot, "tests", "Learn.Netfilter.Tests", "Samples", name));
}
