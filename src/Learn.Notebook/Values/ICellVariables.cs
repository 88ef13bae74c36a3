namespace Learn.Notebook;

/// <summary>The C# variables of a notebook, whoever runs its C#.</summary>
internal interface ICellVariables
{
    /// <summary>The value of a variable, or of a property of it (<c>pod.Metadata.Name</c>).</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    Task<FoundVariable> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Declares a variable, in the place of one of the same name.</summary>
    /// <exception cref="CellException">C# refuses it.</exception>
    Task DeclareAsync(string name, object? value, CancellationToken cancellationToken);
}
