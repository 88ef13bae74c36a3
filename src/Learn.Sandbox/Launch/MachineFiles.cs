using System.Globalization;

namespace Learn.Sandbox;

/// <summary>What this process may do here, as the kernel's files tell it.</summary>
internal static class MachineFiles
{
    private const int SystemAdmin = 21;
    private const int NetworkAdmin = 12;

    /// <summary>The capabilities for a world without a user namespace that this process lacks: SYS_ADMIN, NET_ADMIN, both or none.</summary>
    public static IReadOnlyList<string> MissingCapabilities()
    {
        var bits = ulong.TryParse(StatusField("CapEff"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var read) ? read : 0;
        return [.. new[] { (Name: "SYS_ADMIN", Bit: SystemAdmin), (Name: "NET_ADMIN", Bit: NetworkAdmin) }
            .Where(capability => (bits & (1UL << capability.Bit)) == 0)
            .Select(capability => capability.Name)];
    }

    /// <summary>Whether a seccomp filter limits this process, as in most containers.</summary>
    public static bool IsFiltered() => StatusField("Seccomp") == "2";

    /// <summary>Whether <c>/proc/sys</c> can be written; nothing is. In containers it is usually mounted read-only.</summary>
    public static bool SysctlsAreWritable()
    {
        try
        {
            using var handle = File.OpenHandle("/proc/sys/net/ipv4/ip_forward", FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>The text of a small file, or null where there is none or it may not be read.</summary>
    public static string? Text(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? StatusField(string name) => File.ReadLines("/proc/self/status")
        .Where(line => line.StartsWith(name + ":", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 1)..].Trim())
        .FirstOrDefault();
}
