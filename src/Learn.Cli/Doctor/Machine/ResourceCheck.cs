using System.Globalization;

namespace Learn.Cli.Doctor.Machine;

/// <summary>Whether there is memory and room on the disk.</summary>
internal static class ResourceCheck
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    // A lab of one node takes some 0.3 GiB with the program that holds it; a build, or Jupyter with a kernel, about 1 GiB for a while.
    private const double EnoughMemory = 1 * Gibibyte, EnoughDisk = 1 * Gibibyte;

    /// <summary>Looks at the memory that may still be taken, of the machine or of the container.</summary>
    public static DoctorFinding ExamineMemory()
    {
        const string Id = "memory", Title = "memory";
        double limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        double available = Math.Min(Available() ?? limit, limit);
        string seen = $"{Text(available)} free of {Text(limit)}, {Environment.ProcessorCount} processor{(Environment.ProcessorCount == 1 ? "" : "s")}";
        return available >= EnoughMemory
            ? DoctorFinding.Ready(DoctorArea.Machine, Id, Title, seen)
            : DoctorFinding.Warning(DoctorArea.Machine, Id, Title, $"{seen}; a notebook with a lab wants 1 GiB", "close other programs, or give the container or virtual machine 2 GiB or more");
    }

    /// <summary>Looks at the folder for temporary files, which must take some, and at the room there.</summary>
    /// <param name="folder">The folder.</param>
    public static DoctorFinding ExamineDisk(string folder)
    {
        const string Id = "disk", Title = "disk";
        const string Remedy = "export TMPDIR=DIR, with a folder that you may write in";
        try
        {
            using (File.Create(Path.Combine(folder, $"learn-doctor-{Guid.NewGuid():N}"), 1, FileOptions.DeleteOnClose))
            {
                double free = new DriveInfo(folder).AvailableFreeSpace;
                string seen = $"{Text(free)} free in {folder}";
                return free >= EnoughDisk
                    ? DoctorFinding.Ready(DoctorArea.Machine, Id, Title, seen)
                    : DoctorFinding.Warning(DoctorArea.Machine, Id, Title, $"{seen}; a build wants 1 GiB", $"make room on the disk of {folder}");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Lacking(DoctorArea.Machine, Id, Title, $"temporary files cannot be written: {problem.Message}", Remedy);
        }
    }

    private static double? Available()
    {
        const string Key = "MemAvailable:";
        string? line = File.Exists("/proc/meminfo") ? File.ReadLines("/proc/meminfo").FirstOrDefault(each => each.StartsWith(Key, StringComparison.Ordinal)) : null;
        return double.TryParse(line?[Key.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out double kibibytes) ? kibibytes * 1024 : null;
    }

    private static string Text(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / Gibibyte:0.0} GiB");
}
