using System.Globalization;
using System.Runtime.InteropServices;

namespace Learn.Cli.Doctor.Machine;

/// <summary>Whether there is an SDK, which builds this program and fetches the packages that a notebook asks for.</summary>
internal static class SdkCheck
{
    private const int NeededMajor = 10;

    /// <summary>Looks beside the runtime that runs this program.</summary>
    public static DoctorFinding Examine() => Examine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), RuntimeInformation.FrameworkDescription);

    /// <summary>Looks in an installation of .NET.</summary>
    /// <param name="root">Its folder, in which <c>sdk</c> lies.</param>
    /// <param name="runtime">The runtime that runs this program.</param>
    public static DoctorFinding Examine(string root, string runtime)
    {
        const string Id = "sdk", Title = ".NET SDK";
        string folder = Path.Combine(root, "sdk");
        string[] versions = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(each => Path.GetFileName(each)).Where(name => char.IsAsciiDigit(name[0])).Order(StringComparer.Ordinal)] : [];
        string found = versions.Length == 0 ? $"only the runtime ({runtime}) in {root}" : string.Join(", ", versions);
        // The program runs, so labs do: what is missing is what builds.
        return versions.Any(IsNewEnough)
            ? DoctorFinding.Ready(DoctorArea.Machine, Id, Title, found)
            : DoctorFinding.Warning(DoctorArea.Machine, Id, Title, $"{found}; version {NeededMajor} builds ./learn and fetches packages for notebooks", Remedies.Sdk);
    }

    private static bool IsNewEnough(string version)
        => int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int major) && major >= NeededMajor;
}
