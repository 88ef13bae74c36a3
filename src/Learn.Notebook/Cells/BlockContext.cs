using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>What a language is given with a block to run.</summary>
/// <param name="Block">The block; outside of C# its <c>{{name}}</c> places hold values already.</param>
/// <param name="Session">The notebook that it belongs to.</param>
/// <param name="Output">Where it writes.</param>
/// <param name="Request">The cell that it stands in.</param>
public sealed record BlockContext(CellBlock Block, NotebookSession Session, ICellOutput Output, CellRequest Request)
{
    /// <summary>The notebook's lab, started now where it has not been.</summary>
    public Task<Lab> GetLabAsync(CancellationToken cancellationToken) => Session.GetLabAsync(Output, cancellationToken);
}
