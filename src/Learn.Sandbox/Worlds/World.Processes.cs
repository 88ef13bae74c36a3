namespace Learn.Sandbox;

public sealed partial class World
{
    /// <summary>
    /// The processes that hold a world of this user: its helper and the <c>unshare</c> that started it. To kill them is to end the world, also
    /// where the helper does not answer any more. Empty if there is no such world.
    /// </summary>
    /// <param name="name">The world's name.</param>
    public static IReadOnlyList<int> FindProcesses(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        CheckName(name);
        return ControlSocket.FindListener(name) is { } socket ? [.. HoldersOf($"socket:[{socket}]")] : [];
    }

    private static IEnumerable<int> HoldersOf(string file)
    {
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var process) && process != Environment.ProcessId && Holds(directory, file))
            {
                yield return process;
            }
        }
    }

    private static bool Holds(string process, string file)
    {
        try
        {
            return Directory.EnumerateFiles($"{process}/fd").Any(descriptor => new FileInfo(descriptor).LinkTarget == file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is somebody else's.
            return false;
        }
    }
}
