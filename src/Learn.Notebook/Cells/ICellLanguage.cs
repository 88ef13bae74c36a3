using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A language of cells beside C#. Stateless: what it keeps belongs to the session.</summary>
public interface ICellLanguage
{
    /// <summary>The name in selector lines and metadata, such as <c>kubectl</c>.</summary>
    string Name { get; }

    /// <summary>Other names for it.</summary>
    IReadOnlyList<string> Aliases => [];

    /// <summary>One line about it, for completion and <c>#!lsmagic</c>.</summary>
    string Summary { get; }

    /// <summary>How the selector line is written: <c>#!sh [--in HOST]</c>. Shown with errors and help.</summary>
    string Usage { get; }

    /// <summary>Whether <c>{{name}}</c> in its blocks stands for a C# variable.</summary>
    bool TakesValues => true;

    /// <summary>Whether it is about our own C# and has no place in a host with another one.</summary>
    bool NeedsOwnCSharp => false;

    /// <summary>The text of a variable as it stands in the block: escaped where the language wants it so.</summary>
    string WriteValue(string text) => text;

    /// <summary>Runs a block.</summary>
    /// <exception cref="CellException">The learner made a mistake.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken);

    /// <summary>What could stand at the cursor.</summary>
    Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(BlockCompletion.None);

    /// <summary>What is known about the thing at the cursor.</summary>
    Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) => Task.FromResult(InspectionResult.NotFound);
}
