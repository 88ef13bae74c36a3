using System.Reflection;

namespace Learn.Packages.Tests.Support;

/// <summary>How and where these tests were built, and with them what is packed.</summary>
internal static class ThisBuild
{
    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Release, as a rule.</summary>
    public static string Configuration { get; } = Value("Configuration")!;

    /// <summary>Where everything built is, if it is not beside the projects.</summary>
    public static string? ArtifactsPath { get; } = Value("ArtifactsPath");

    /// <summary>The machine's cache of packages.</summary>
    public static string NuGetPackageRoot { get; } = Value("NuGetPackageRoot")!;

    /// <summary>The version of the packages.</summary>
    public static string Version { get; } = Value("Version")!;

    /// <summary>The path of something in the checkout.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string? Value(string key) =>
        typeof(ThisBuild).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(each => each.Key == key).Value is { Length: > 0 } value ? value : null;

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Learn.sln is nowhere above the test");
        }

        return folder;
    }
}
