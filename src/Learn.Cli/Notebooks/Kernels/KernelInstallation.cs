using System.Text.Json;
using System.Text.Json.Nodes;

namespace Learn.Cli.Notebooks.Kernels;

/// <summary>The directory of one kernel: written, replaced and removed so that a front end never sees half of it, and only where it is ours.</summary>
internal sealed class KernelInstallation
{
    private readonly string name;

    /// <summary>The directory of a kernel.</summary>
    /// <param name="dataDirectory">Jupyter's data directory, in which <c>kernels</c> lies.</param>
    /// <param name="name">The kernel's name.</param>
    /// <exception cref="LabException">Jupyter accepts no such name.</exception>
    public KernelInstallation(string dataDirectory, string name)
    {
        if (!KernelSpecification.IsName(name))
        {
            throw new LabException($"\"{name}\" cannot be a kernel's name: letters, digits, \".\", \"-\" and \"_\" can be in it.");
        }

        this.name = name;
        Directory = Path.Combine(dataDirectory, "kernels", name);
    }

    /// <summary>Where it is.</summary>
    public string Directory { get; }

    private string KernelFile => Path.Combine(Directory, KernelSpecification.FileName);

    /// <summary>Writes the files, over those of an earlier time.</summary>
    /// <exception cref="LabException">There is somebody else's kernel, or the place cannot be written.</exception>
    public void Write(KernelSpecification specification)
    {
        RefuseForeign();
        var isNew = !System.IO.Directory.Exists(Directory);
        try
        {
            System.IO.Directory.CreateDirectory(Directory);
            foreach (var (file, content) in specification.FilesFor(Directory))
            {
                Replace(Path.Combine(Directory, file), content);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            if (isNew && System.IO.Directory.Exists(Directory))
            {
                System.IO.Directory.Delete(Directory, recursive: true);
            }

            throw new LabException($"{Directory} cannot be written: {e.Message} --user and --prefix DIR choose another place.");
        }
    }

    /// <summary>Removes the directory.</summary>
    /// <returns>False where there was none.</returns>
    /// <exception cref="LabException">There is somebody else's kernel, or the place cannot be written.</exception>
    public bool Remove()
    {
        if (!System.IO.Directory.Exists(Directory))
        {
            return false;
        }

        RefuseForeign();
        try
        {
            // First what makes it a kernel: what is left after an error is none.
            File.Delete(KernelFile);
            System.IO.Directory.Delete(Directory, recursive: true);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new LabException($"{Directory} cannot be removed: {e.Message}");
        }
    }

    private static void Replace(string path, byte[] content)
    {
        var next = path + ".next";
        File.WriteAllBytes(next, content);
        File.Move(next, path, overwrite: true);
    }

    private void RefuseForeign()
    {
        if (System.IO.Directory.Exists(Directory) && !IsOurs())
        {
            throw new LabException($"{Directory} was not written by 'learn kernel install', so it stays as it is. --name NAME chooses another name than \"{name}\".");
        }
    }

    private bool IsOurs()
    {
        if (!File.Exists(KernelFile))
        {
            // Nothing at all, or what a write that was killed has left.
            return System.IO.Directory.EnumerateFileSystemEntries(Directory).All(entry => Path.GetFileName(entry) is "start.sh" or "start.sh.next" or "kernel.json.next" || Path.GetFileName(entry).StartsWith("logo-", StringComparison.Ordinal));
        }

        try
        {
            return JsonNode.Parse(File.ReadAllText(KernelFile)) is JsonObject kernel && kernel["metadata"] is JsonObject metadata && metadata[KernelSpecification.Marker] is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
