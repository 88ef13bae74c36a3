using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace Learn.Jupyter.CSharp;

/// <summary>Holds the assemblies of cells, and finds those that cells refer to by path.</summary>
internal sealed class SubmissionLoadContext() : AssemblyLoadContext("cells")
{
    private readonly ConcurrentDictionary<string, Assembly> _submissions = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _natives = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);

    public Assembly LoadSubmission(Stream assembly, Stream symbols)
    {
        var loaded = LoadFromStream(assembly, symbols);
        _submissions[loaded.GetName().Name!] = loaded;
        return loaded;
    }

    /// <summary>Loads a cell that no later one refers to. It is unloaded when nothing of it is left.</summary>
    public Assembly LoadForOnce(Stream assembly, Stream symbols) => new OnceContext(this).LoadFromStream(assembly, symbols);

    /// <summary>Makes an assembly known, and its folder as the place of what it needs itself.</summary>
    public void Know(string path)
    {
        _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        _folders.TryAdd(Path.GetDirectoryName(path)!, true);
    }

    /// <summary>Makes a native library known that packages call.</summary>
    public void KnowNative(string path) => _natives.TryAdd(Path.GetFileName(path), path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_submissions.TryGetValue(assemblyName.Name!, out var submission))
        {
            return submission;
        }

        // What the program has itself must stay one type for the program and for the cells.
        if (IsOfProgram(assemblyName))
        {
            return null;
        }

        var path = _paths.TryGetValue(assemblyName.Name!, out var known) ? known
            : _folders.Keys.Select(folder => Path.Combine(folder, assemblyName.Name + ".dll")).FirstOrDefault(File.Exists);
        return path is null ? null : LoadFromAssemblyPath(path);
    }

    // As dlopen is asked for by .NET: the name alone, and with what files of libraries have before and behind it.
    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (var file in (string[])[unmanagedDllName, $"{unmanagedDllName}.so", $"lib{unmanagedDllName}.so", $"lib{unmanagedDllName}"])
        {
            if (_natives.TryGetValue(file, out var path))
            {
                return LoadUnmanagedDllFromPath(path);
            }
        }

        return IntPtr.Zero;
    }

    private static bool IsOfProgram(AssemblyName name)
    {
        try
        {
            return Default.LoadFromAssemblyName(new AssemblyName(name.Name!)) is not null;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private sealed class OnceContext(SubmissionLoadContext cells) : AssemblyLoadContext("cell", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => cells.LoadFromAssemblyName(assemblyName);
    }
}
