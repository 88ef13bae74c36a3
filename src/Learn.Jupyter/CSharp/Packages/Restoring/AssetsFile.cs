using System.Text.Json;

namespace Learn.Jupyter.CSharp;

/// <summary>Reads what a restore has chosen: <c>project.assets.json</c>.</summary>
internal static class AssetsFile
{
    public static RestoreResult Read(string path, IReadOnlyList<PackageRequest> requested)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = document.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        var libraries = root.GetProperty("libraries");
        // The target with the platform has the files for this platform; the one without has not.
        var target = root.GetProperty("targets").EnumerateObject().First(each => each.Name.Contains('/', StringComparison.Ordinal)).Value;
        var (assemblies, natives, names) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var library in target.EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var folder = FolderOf(libraries.GetProperty(library.Name).GetProperty("path").GetString()!, folders);
            assemblies.AddRange(Files(library.Value, "runtime", folder));
            natives.AddRange(Files(library.Value, "native", folder));
            var (id, version) = (library.Name.Split('/')[0], library.Name.Split('/')[1]);
            if (requested.Any(package => package.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
            {
                names.Add($"{id} {version}");
            }
        }

        return new RestoreResult(names, assemblies, natives);
    }

    private static IEnumerable<string> Files(JsonElement library, string kind, string folder) =>
        library.TryGetProperty(kind, out var files)
            ? files.EnumerateObject().Select(file => file.Name).Where(name => !name.EndsWith("/_._", StringComparison.Ordinal)).Select(name => Path.Combine(folder, name))
            : [];

    private static string FolderOf(string path, List<string> folders) =>
        folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists) ?? Path.Combine(folders[0], path);
}
