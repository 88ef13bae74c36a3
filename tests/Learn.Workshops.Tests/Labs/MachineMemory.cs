using System.Globalization;

namespace Learn.Workshops.Tests.Labs;

/// <summary>The machine's memory.</summary>
internal static class MachineMemory
{
    /// <summary>What programs could still have, in MiB.</summary>
    public static long AvailableMebibytes() => File.ReadLines("/proc/meminfo").Where(line => line.StartsWith("MemAvailable:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)).Single() / 1024;
}
