namespace Learn.Cli.Bench;

/// <summary>
/// Everything of one lab that can be seen from outside: the processes that its owner started, recognised by a variable that all of
/// them inherit; its socket; what it wrote into the directory for temporary files that it was given.
/// </summary>
internal sealed class LabTraces(string labName, string temporaryDirectory)
{
    private const string Variable = "LEARN_BENCH_VICTIM";

    /// <summary>The variables with which the owner has to be started.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        [Variable] = labName,
        ["TMPDIR"] = temporaryDirectory,
        // The diagnostics socket of the .NET runtime would outlive a kill; it is the runtime's, not the lab's. (./learn sets this too.)
        ["DOTNET_EnableDiagnostics"] = "0",
    };

    /// <summary>The helper process, or null if it does not run (yet, or any more).</summary>
    public int? FindHelper()
        => Processes().Cast<int?>().FirstOrDefault(id =>
            Read($"/proc/{id}/comm").TrimEnd() == "dotnet" && Read($"/proc/{id}/cmdline").Contains("Learn.Sandbox.dll", StringComparison.Ordinal));

    /// <summary>What is there now, each a line of words.</summary>
    public IEnumerable<string> Find()
        => Processes().Select(id => $"process {id}: {Read($"/proc/{id}/cmdline").Replace('\0', ' ')}")
            .Concat(File.ReadLines("/proc/net/unix").Where(line => line.Contains(labName, StringComparison.Ordinal)).Select(line => $"socket {line}"))
            .Concat(Directory.EnumerateFileSystemEntries(temporaryDirectory).Select(path => $"file {path}"));

    private IEnumerable<int> Processes()
    {
        string wanted = $"{Variable}={labName}";
        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out int id) && Read($"{directory}/environ").Split('\0').Contains(wanted))
            {
                yield return id;
            }
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The process ended while we looked, or is somebody else's.
            return "";
        }
    }
}
