using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Finds what <c>#r</c> names, and what the assemblies behind it refer to. What is found is kept: the compiler asks again in every cell.
/// </summary>
/// <param name="workingDirectory">Where relative paths start from.</param>
/// <param name="complete">Paths of assemblies that are given with all that cells need of what they refer to: nothing is looked for.</param>
internal sealed class ScriptReferenceResolver(string workingDirectory, IEnumerable<string> complete) : MetadataReferenceResolver
{
    // Reads a list of all assemblies that there are, when it is made: most sessions need it never.
    private readonly Lazy<ScriptMetadataResolver> _inner = new(() => ScriptMetadataResolver.Default.WithBaseDirectory(workingDirectory));
    private readonly HashSet<string> _complete = new(complete, StringComparer.Ordinal);
    private readonly Dictionary<(string? Asker, AssemblyIdentity Wanted), PortableExecutableReference?> _found = [];

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        _inner.Value.ResolveReference(reference, baseFilePath, properties);

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        if (definition.Display is not { } path || _complete.Contains(path))
        {
            return null;
        }

        lock (_found)
        {
            var key = (path, referenceIdentity);
            return _found.TryGetValue(key, out var known) ? known : _found[key] = _inner.Value.ResolveMissingAssembly(definition, referenceIdentity);
        }
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
