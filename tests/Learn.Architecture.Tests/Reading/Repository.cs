namespace Learn.Architecture.Tests.Reading;

/// <summary>The checkout that this test was built from.</summary>
internal static class Repository
{
    private static readonly string[] NotSources = ["bin", "obj", "artifacts", ".git", "TestResults"];

    /// <summary>The folder that holds Learn.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The library and program projects.</summary>
    public static IReadOnlyList<ProjectFile> SourceProjects { get; } = ReadProjects("src");

    /// <summary>The test projects.</summary>
    public static IReadOnlyList<ProjectFile> TestProjects { get; } = ReadProjects("tests");

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathTo(parts));

    /// <summary>The files below a folder that are written by hand, as paths from the root with slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(PathTo(folder), pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(NotSources.Contains))
            .Order(StringComparer.Ordinal);

    private static List<ProjectFile> ReadProjects(string folder) =>
        [.. Files(folder, "*.csproj").Select(path => ProjectFile.Parse(path, Read(path)))];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Learn.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds Learn.sln");
    }
}
