namespace Learn.Sandbox;

/// <summary>
/// The helper's own directory: a tmpfs mounted in its private mount namespace. Nobody else sees it, and it is gone with the helper.
/// Where mounts are refused there is none, and nothing is written anywhere.
/// </summary>
internal sealed class PrivateMemory
{
    // Empty on an ordinary system and meant for mounting (File system Hierarchy Standard); what is below the mount point is hidden inside the world.
    private static readonly string[] MountPoints = ["/mnt", "/media", "/srv", "/opt"];

    private PrivateMemory(string? directory, string? refusal)
    {
        Directory = directory;
        Refusal = refusal;
    }

    /// <summary>Path of the directory, or null.</summary>
    public string? Directory { get; }

    /// <summary>Why there is none.</summary>
    public string? Refusal { get; }

    /// <summary>No directory.</summary>
    /// <param name="refusal">Why there is none.</param>
    public static PrivateMemory None(string refusal) => new(null, refusal);

    /// <summary>Makes the mount namespace private and mounts the directory.</summary>
    public static PrivateMemory Mount()
    {
        // Before any other mount: without it, a mount made by root here would also appear on the machine.
        if (Libc.Mount("none", "/", null, Libc.MountRecursive | Libc.MountPrivate, null) != 0)
        {
            return None($"the mount namespace cannot be made private: {Libc.LastError()}");
        }

        var existing = MountPoints.Where(System.IO.Directory.Exists).ToArray();
        var place = existing.FirstOrDefault(IsEmpty) ?? existing.FirstOrDefault();
        if (place is null)
        {
            return None($"there is no directory to mount on (none of {string.Join(", ", MountPoints)})");
        }

        return Libc.Mount("learn-sandbox", place, "tmpfs", 0, "mode=0755") == 0
            ? new PrivateMemory(place, null)
            : None($"mount of a tmpfs: {Libc.LastError()}");
    }

    /// <summary>
    /// The procfs whose <c>sys</c> can be written. Containers make <c>/proc/sys</c> read-only; root with SYS_ADMIN may mount a procfs of its own,
    /// which is not. (A user namespace may not, as long as anything of the container's procfs is masked.)
    /// </summary>
    public string ProcessFiles()
    {
        const string Usual = "/proc";
        if (Directory is null || MachineFiles.SysctlsAreWritable())
        {
            return Usual;
        }

        var own = Path.Combine(Directory, "proc");
        System.IO.Directory.CreateDirectory(own);
        return Libc.Mount("proc", own, "proc", Libc.MountNoSuid | Libc.MountNoDevices | Libc.MountNoExecution, null) == 0 ? own : Usual;
    }

    private static bool IsEmpty(string directory)
    {
        try
        {
            return !System.IO.Directory.EnumerateFileSystemEntries(directory).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
