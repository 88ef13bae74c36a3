namespace Learn.Cli.Doctor;

/// <summary>Words for what to do: commands that can be copied as they stand.</summary>
internal static class Remedies
{
    /// <summary>How the remedy for packages begins; what follows are their names. A fresh machine or container has no lists of packages yet.</summary>
    public static string Install => $"{AsRoot}apt-get update && {AsRoot}apt-get install -y ";

    /// <summary>How to get the SDK: Debian has no package of it, Ubuntu has.</summary>
    public static string Sdk => FirstLine("/etc/os-release").Contains("Ubuntu", StringComparison.Ordinal)
        ? $"{Install}dotnet-sdk-10.0"
        : "install the .NET 10 SDK: https://learn.microsoft.com/dotnet/core/install/linux";

    private static string AsRoot => Environment.IsPrivilegedProcess ? "" : "sudo ";

    /// <summary>How to get a package.</summary>
    /// <param name="package">Debian's name.</param>
    /// <param name="searchPath">Where programs are looked up.</param>
    public static string Package(string package, string searchPath)
        => Sandbox.Programs.Find("apt-get", searchPath) is null ? $"install the package that your system has for it (Debian's name: {package})" : Install + package;

    /// <summary>How to get modules of the kernel.</summary>
    /// <param name="modules">Their names, with blanks between.</param>
    public static string Modules(string modules)
        => IsWindows() ? "in a terminal of Windows: wsl --update"
            : IsContainer() ? $"on the machine that runs this container: sudo modprobe -a {modules}"
            : $"{AsRoot}modprobe -a {modules}";

    /// <summary>Whether this is Linux inside Windows (WSL).</summary>
    public static bool IsWindows() => FirstLine("/proc/sys/kernel/osrelease").Contains("microsoft", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first line of a file; empty where it cannot be read.</summary>
    public static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? "";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static bool IsContainer() => File.Exists("/.dockerenv") || File.Exists("/run/.containerenv");
}
