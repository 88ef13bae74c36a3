using System.Globalization;

namespace Learn.Cli.Bench;

/// <summary>The memory that processes hold.</summary>
internal static class ProcessMemory
{
    private const string Resident = "VmRSS:";

    /// <summary>
    /// The sum of what processes and everything that they started hold in memory, in megabytes. Pages that two of them share count twice.
    /// </summary>
    public static double Megabytes(IEnumerable<int> processes)
    {
        var parents = AllParents();
        var wanted = processes.ToHashSet();
        for (int before = 0; before < wanted.Count;)
        {
            before = wanted.Count;
            wanted.UnionWith(parents.Where(entry => wanted.Contains(entry.Value)).Select(entry => entry.Key));
        }

        return wanted.Sum(Megabytes);
    }

    private static double Megabytes(int process)
        => Lines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(Resident, StringComparison.Ordinal)) is { } line
            ? long.Parse(line.AsSpan(Resident.Length).TrimStart().TrimEnd("kB").TrimEnd(), CultureInfo.InvariantCulture) / 1024.0
            : 0;

    private static Dictionary<int, int> AllParents()
    {
        var parents = new Dictionary<int, int>();
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out int process)
                && Lines($"{directory}/status").FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal)) is { } line)
            {
                parents[process] = int.Parse(line["PPid:".Length..], CultureInfo.InvariantCulture);
            }
        }

        return parents;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            // The process has just ended.
            return [];
        }
    }
}
