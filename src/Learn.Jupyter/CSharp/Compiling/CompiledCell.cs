using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Jupyter.CSharp;

/// <summary>A cell that was compiled, or could not be.</summary>
/// <param name="Compilation">The cell as its author wrote it, which later cells are bound against; null where it does not compile.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Factory">Runs it on an array of earlier cells; null where there is nothing to run.</param>
/// <param name="HasValue">Whether its last expression has a value.</param>
internal sealed record CompiledCell(
    CSharpCompilation? Compilation, ImmutableArray<CellDiagnostic> Diagnostics, Func<object[], Task<object>>? Factory, bool HasValue)
{
    /// <summary>The cell's text, without the lines that ask for packages.</summary>
    public string Written { get; init; } = "";

    /// <summary>Whether later cells can see anything of it.</summary>
    public bool Declares { get; init; } = true;

    /// <summary>Whether checks were written into it.</summary>
    public bool IsChecked { get; init; }
}
