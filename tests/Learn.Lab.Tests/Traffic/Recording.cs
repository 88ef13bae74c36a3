namespace Learn.Tests.Traffic;

/// <summary>What a real curl 7.88.1 wrote to its standard error, kept byte for byte (see README.md beside the recordings).</summary>
internal static class Recording
{
    public static string Folder { get; } = FindFolder();

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".txt"));

    public static (IReadOnlyList<CurlSample> Samples, CurlOutputParser Parser) Parse(string name)
    {
        var parser = new CurlOutputParser();
        var samples = parser.Append(Read(name), TimeSpan.FromSeconds(1));
        parser.Complete();
        return (samples, parser);
    }

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Learn.sln")))
            {
                return Path.Combine(folder.FullName, "tests", "Learn.Lab.Tests", "Traffic", "Recordings");
            }
        }

        throw new DirectoryNotFoundException("Learn.sln is not above the test assembly.");
    }
}
