using System.Runtime.InteropServices;

namespace Learn.Cli.Doctor.Machine;

/// <summary>Which system this is.</summary>
internal static class SystemCheck
{
    /// <summary>Looks at it.</summary>
    public static DoctorFinding Examine()
    {
        const string Id = "system", Title = "system";
        if (!OperatingSystem.IsLinux())
        {
            return DoctorFinding.Lacking(DoctorArea.Machine, Id, Title, $"{RuntimeInformation.OSDescription}; labs need Linux",
                OperatingSystem.IsWindows() ? "wsl --install, then clone and work inside it" : "open this repository in its devcontainer");
        }

        string kernel = Remedies.FirstLine("/proc/sys/kernel/osrelease");
        return DoctorFinding.Ready(DoctorArea.Machine, Id, Title, $"{Distribution()}, Linux {kernel}{(Remedies.IsWindows() ? " (WSL)" : "")}, {RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}");
    }

    private static string Distribution()
    {
        const string Key = "PRETTY_NAME=", Unnamed = "a Linux without a name";
        try
        {
            return File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal))?[Key.Length..].Trim('"') ?? Unnamed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return Unnamed;
        }
    }
}
