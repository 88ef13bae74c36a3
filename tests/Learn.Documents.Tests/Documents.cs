using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests;

/// <summary>The Markdown documents of the repository, as paths from its root. Captures of other programs are not documents.</summary>
internal static class Documents
{
    private static readonly string[] NotOurs = ["tests/golden/", "learn-exercises/"];

    /// <summary>Whether ./learn test has built this, so that the real command need not build for minutes.</summary>
    public static bool AreBuiltByLearn { get; } = AppContext.BaseDirectory.Contains("/artifacts/bin/", StringComparison.Ordinal);

    /// <summary>All of them, sorted.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Repository.Files(".", "*.md").Where(path => !NotOurs.Any(start => path.StartsWith(start, StringComparison.Ordinal)))];

    /// <summary>A document's text.</summary>
    public static string Read(string document) => File.ReadAllText(Repository.PathTo(document));
}
