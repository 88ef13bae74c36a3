using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Learn.Jupyter.CSharp;

/// <summary>The project that is restored: it refers to the packages and holds nothing else.</summary>
internal sealed class RestoreProject(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources)
{
    public const string FileName = "packages.csproj";

    private static readonly string Framework = $"net{Environment.Version.Major}.0";

    // The portable name: packages have their native libraries under it, and not every SDK knows the name of its own distribution.
    private static readonly string Platform =
        $"linux-{(RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "musl-" : "")}{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public string? ConfigFile { get; init; }

    public string? PackagesFolder { get; init; }

    /// <summary>The same for the same request, whatever the order of the packages.</summary>
    public string Key
    {
        get
        {
            var lines = packages.Select(package => $"{package.Id} {package.Version}".ToLowerInvariant()).Order(StringComparer.Ordinal)
                .Concat(sources)
                .Concat([Framework, Platform, ConfigFile ?? "", PackagesFolder ?? ""]);
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..24];
        }
    }

    /// <summary>What the SDK is told by its environment.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Variables(string folder)
    {
        // Its messages are read: in English, without greetings. And it leaves no process behind.
        foreach (var name in (string[])["DOTNET_CLI_TELEMETRY_OPTOUT", "DOTNET_NOLOGO", "DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "MSBUILDDISABLENODEREUSE"])
        {
            yield return KeyValuePair.Create<string, string?>(name, "1");
        }

        yield return KeyValuePair.Create<string, string?>("DOTNET_CLI_UI_LANGUAGE", "en");
        yield return KeyValuePair.Create<string, string?>("DOTNET_CLI_USE_MSBUILD_SERVER", "0");
        // The usual six attempts at a network that is not there take long.
        yield return KeyValuePair.Create<string, string?>("NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT", "2");
        // Set where a build started this program; they would lead to that build's SDK.
        foreach (var name in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "DOTNET_HOST_PATH"])
        {
            yield return KeyValuePair.Create<string, string?>(name, null);
        }

        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("HOME")))
        {
            yield return KeyValuePair.Create<string, string?>("DOTNET_CLI_HOME", Path.GetDirectoryName(folder));
        }
    }

    /// <summary>Writes the project, and files that keep those of folders above from taking part.</summary>
    public void Write(string folder)
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(folder, name), "<Project/>");
        }

        Project().Save(Path.Combine(folder, FileName));
    }

    private XElement Project() => new(
        "Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement(
            "PropertyGroup",
            new XElement("TargetFramework", Framework),
            new XElement("RuntimeIdentifier", Platform),
            new XElement("SelfContained", "false"),
            new XElement("UseAppHost", "false"),
            new XElement("NuGetAudit", "false"),
            new XElement("DisableImplicitNuGetFallbackFolder", "true"),
            new XElement("RestoreAdditionalProjectSources", string.Join(';', sources.Select(source => source.Replace("%", "%25", StringComparison.Ordinal)))),
            ConfigFile is null ? null : new XElement("RestoreConfigFile", ConfigFile),
            PackagesFolder is null ? null : new XElement("RestorePackagesPath", PackagesFolder)),
        new XElement(
            "ItemGroup",
            packages.Select(package => new XElement(
                "PackageReference", new XAttribute("Include", package.Id), new XAttribute("Version", package.Version ?? "*")))));
}
