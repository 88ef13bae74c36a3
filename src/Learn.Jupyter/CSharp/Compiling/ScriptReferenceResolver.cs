using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Finds what <c>#r</c> names, and what the assemblies behind it refer to. What is found is kept: the compiler asks again in every cell.
/// </summary>
internal sealed class ScriptReferenceResolver(string workingDirectory) : MetadataReferenceResolver
{
    private readonly ScriptMetadataResolver _inner = ScriptMetadataResolver.Default.WithBaseDirectory(workingDirectory);
    private readonly Dictionary<(string? Asker, AssemblyIdentity Wanted), PortableExecutableReference?> _found = [];

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        _inner.ResolveReference(reference, baseFilePath, properties);

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        // This library's own needs (the compiler, the sockets) are none of a cell's business: its checks name only the framework.
        if (definition.Display == typeof(CellCheck).Assembly.Location)
        {
            return null;
        }

        lock (_found)
        {
            var key = (definition.Display, referenceIdentity);
            return _found.TryGetValue(key, out var known) ? known : _found[key] = _inner.ResolveMissingAssembly(definition, referenceIdentity);
        }
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
