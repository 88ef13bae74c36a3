using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Reads the manifests of <c>-f</c>: what stands below the line (<c>-</c>), files, folders.</summary>
internal static class ManifestInput
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>All of them as one.</summary>
    /// <exception cref="CellException">There is no such file, or nothing below the line.</exception>
    /// <exception cref="ManifestException">They have mistakes; all are listed with their places, counted in the cell where they stand in it.</exception>
    public static async Task<LabManifest> ReadAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var files = new List<ManifestFile>();
        foreach (var path in call.Flags.All("filename").SelectMany(paths => paths.Split(',')))
        {
            if (path == "-")
            {
                var input = call.Line.Input ?? throw KubectlErrors.Mistake("no objects passed to " + call.Command.Name
                    + $"\nWrite the manifest below the line #!kubectl {call.Command.Name} -f -");
                // Problems name lines of the cell.
                files.Add(new ManifestFile(new string('\n', call.Line.InputLine) + input, null));
            }
            else if (path.Contains("://", StringComparison.Ordinal))
            {
                throw KubectlErrors.Mistake($"the lab fetches nothing from a network: \"{path}\". Save the file beside the notebook.");
            }
            else
            {
                files.AddRange(await ReadPathAsync(call, path, cancellationToken));
            }
        }

        return LabManifest.ReadAll(files);
    }

    /// <summary>The objects' namespace must be the one that was named.</summary>
    /// <exception cref="CellException">An object is of another namespace.</exception>
    public static void CheckNamespace(KubectlCall call, LabManifest manifest)
    {
        if (call.Flags["namespace"] is not { Length: > 0 } wanted)
        {
            return;
        }

        var other = manifest.Objects.Documents.FirstOrDefault(document =>
            document.ResourceKind?.IsNamespaced == true && document.Namespace is { Length: > 0 } given && given != wanted);
        if (other is not null)
        {
            throw KubectlErrors.Mistake($"the namespace from the provided object \"{other.Namespace}\" does not match the namespace \"{wanted}\". "
                + $"You must pass '--namespace={other.Namespace}' to perform this operation.");
        }
    }

    private static async Task<IReadOnlyList<ManifestFile>> ReadPathAsync(KubectlCall call, string path, CancellationToken cancellationToken)
    {
        var full = Path.Combine(call.WorkingDirectory, path);
        try
        {
            if (!Directory.Exists(full))
            {
                return [new ManifestFile(await File.ReadAllTextAsync(full, cancellationToken), path)];
            }

            var depth = call.Flags.IsOn("recursive") ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
            var files = new List<ManifestFile>();
            foreach (var found in Directory.EnumerateFiles(full, "*", depth).Where(file => Endings.Contains(Path.GetExtension(file))).Order(StringComparer.Ordinal))
            {
                files.Add(new ManifestFile(await File.ReadAllTextAsync(found, cancellationToken), Path.Combine(path, Path.GetRelativePath(full, found))));
            }

            return files.Count > 0 ? files : throw KubectlErrors.Mistake($"error reading [{path}]: recognized file extensions are [.json .yaml .yml]");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw KubectlErrors.Mistake($"the path \"{path}\" does not exist (looked for in {call.WorkingDirectory})");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw KubectlErrors.Mistake($"the path \"{path}\" cannot be read: {error.Message}");
        }
    }
}
