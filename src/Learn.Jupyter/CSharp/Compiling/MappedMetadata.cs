using System.Collections.Concurrent;
using System.IO.MemoryMappedFiles;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// References whose metadata stays in the file: it is mapped once per process, and only the pages that the compiler looks at take memory.
/// (<see cref="MetadataReference.CreateFromFile(string, MetadataReferenceProperties, DocumentationProvider?)"/> copies whole files, machine
/// code included: 60 MB for the framework, and again for every session.) For files that nobody changes while they are in use.
/// </summary>
internal static class MappedMetadata
{
    // Never unmapped: symbols of sessions that are gone may still be looked at, and the next session needs the same files.
    private static readonly ConcurrentDictionary<string, Lazy<(nint Start, int Length)>> Mapped = new(StringComparer.Ordinal);

    /// <summary>A reference of its own to an assembly; references that are made twice share nothing but the mapping.</summary>
    /// <param name="path">The assembly's file.</param>
    public static PortableExecutableReference Reference(string path)
    {
        var documentation = Path.ChangeExtension(path, ".xml") is var file && File.Exists(file) ? XmlDocumentationProvider.CreateFromFile(file) : null;
        var (start, length) = Mapped.GetOrAdd(path, static path => new(() => Map(path))).Value;
        return length == 0
            ? MetadataReference.CreateFromFile(path, documentation: documentation)
            : AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata(start, length)).GetReference(documentation, filePath: path, display: path);
    }

    /// <summary>Where the metadata begins and how long it is; nothing for a file that the compiler shall complain about itself.</summary>
    private static unsafe (nint Start, int Length) Map(string path)
    {
        try
        {
            var view = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, 0, MemoryMappedFileAccess.Read)
                .CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* image = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref image);
            var reader = new PEReader(image, checked((int)new FileInfo(path).Length));
            if (reader.HasMetadata)
            {
                var metadata = reader.GetMetadata();
                return ((nint)metadata.Pointer, metadata.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or OverflowException)
        {
        }

        return default;
    }
}
