namespace Learn.Jupyter.CSharp;

/// <summary>Thrown inside a cell at the next check after it was interrupted.</summary>
public sealed class CellInterruptedException : OperationCanceledException
{
    /// <summary>Makes the exception of an interrupt.</summary>
    /// <param name="cancellationToken">The cell's token.</param>
    public CellInterruptedException(CancellationToken cancellationToken)
        : base("The cell was interrupted.", cancellationToken)
    {
    }
}
