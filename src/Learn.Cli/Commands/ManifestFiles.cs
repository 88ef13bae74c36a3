using System.CommandLine;

namespace Learn.Cli.Commands;

/// <summary>Options <c>-f FILE</c>.</summary>
internal static class ManifestFiles
{
    /// <summary>Makes one.</summary>
    public static Option<string[]> Option(string description) => new("--filename", "-f", "--file") { Description = description, HelpName = "FILE" };

    /// <summary>Reads the files.</summary>
    /// <param name="paths">The files; <c>-</c> is standard input.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<ManifestFile>> ReadAsync(IReadOnlyList<string> paths, TextReader input, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        foreach (string path in paths)
        {
            files.Add(path == "-"
                ? new ManifestFile(await input.ReadToEndAsync(cancellationToken), "standard input")
                : new ManifestFile(await File.ReadAllTextAsync(path, cancellationToken), path));
        }

        return files;
    }
}
