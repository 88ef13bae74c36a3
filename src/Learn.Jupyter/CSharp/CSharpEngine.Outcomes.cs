namespace Learn.Jupyter.CSharp;

/// <content>What becomes of cells that did not go well, in words.</content>
public sealed partial class CSharpEngine
{
    private static CellOutcome Failed(CompiledCell cell, string name)
    {
        var error = cell.Diagnostics.First(each => each.IsError);
        return new CellOutcome
        {
            Ending = CellEnding.DidNotCompile,
            Diagnostics = cell.Diagnostics,
            ErrorName = error.Code,
            ErrorMessage = $"({error.Line},{error.Column}): {error.Message}",
            Traceback = [.. DiagnosticText.Lines(cell.Diagnostics, name)],
        };
    }

    private CellOutcome Threw(Exception exception, IReadOnlyList<CellDiagnostic> diagnostics)
    {
        // A wrapper that only says that something inside failed is no help.
        var told = exception is System.Reflection.TargetInvocationException or TypeInitializationException && exception.InnerException is { } inner ? inner : exception;
        return new CellOutcome
        {
            Ending = CellEnding.Threw, Diagnostics = diagnostics, Exception = exception,
            ErrorName = told.GetType().Name, ErrorMessage = told.Message, Traceback = Traceback.Of(exception, _sources),
        };
    }

    private CellOutcome Interrupted(Exception exception, IReadOnlyList<CellDiagnostic> diagnostics, string name) => new()
    {
        Ending = CellEnding.Interrupted, Diagnostics = diagnostics, Exception = exception,
        ErrorName = "Interrupted", ErrorMessage = $"{name} was interrupted.",
        Traceback = [Ansi.Error($"{name} was interrupted."), .. Traceback.Of(exception, _sources).Skip(1)],
    };

    private static CellOutcome Abandoned(CompiledCell cell, string name)
    {
        var message = $"{name} was interrupted but does not stop: it goes on in the background, unheard. What it declared is not kept; the session goes on with the state before it.";
        return new CellOutcome
        {
            Ending = CellEnding.Abandoned, Diagnostics = cell.Diagnostics, ErrorName = "Interrupted", ErrorMessage = message, Traceback = [Ansi.Error(message)],
        };
    }
}
