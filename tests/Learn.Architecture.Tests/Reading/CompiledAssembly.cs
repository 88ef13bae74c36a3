using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Learn.Architecture.Tests.Reading;

/// <summary>What a compiled assembly refers to: read from its metadata, without loading it.</summary>
internal sealed class CompiledAssembly
{
    private CompiledAssembly(IReadOnlyList<string> assemblies, IReadOnlyList<string> types, IReadOnlyList<string> members)
    {
        Assemblies = assemblies;
        Types = types;
        Members = members;
    }

    /// <summary>The simple names of the assemblies it refers to.</summary>
    public IReadOnlyList<string> Assemblies { get; }

    /// <summary>The types of other assemblies that it uses, with namespace.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The members of those types that it uses, as <c>Namespace.Type.Member</c>.</summary>
    public IReadOnlyList<string> Members { get; }

    /// <summary>Reads an assembly that lies beside this test.</summary>
    public static CompiledAssembly Read(string assemblyName)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, assemblyName + ".dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return new CompiledAssembly(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))],
            [.. metadata.MemberReferences.Select(handle => NameOf(metadata, metadata.GetMemberReference(handle))).OfType<string>()]);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope) + "." + name
            : metadata.GetString(type.Namespace) is { Length: > 0 } space ? space + "." + name : name;
    }

    private static string? NameOf(MetadataReader metadata, MemberReference member) =>
        member.Parent.Kind == HandleKind.TypeReference
            ? NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name)
            : null;
}
