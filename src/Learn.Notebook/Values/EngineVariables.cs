using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>The variables of our own C#.</summary>
/// <param name="engine">Has them.</param>
internal sealed class EngineVariables(CSharpEngine engine) : ICellVariables
{
    public async Task<FoundVariable> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (engine.Variables.FirstOrDefault(variable => variable.Name == name) is { } known)
        {
            return FoundVariable.Of(known.Value);
        }

        // A property, or something else that C# can name.
        var outcome = await engine.EvaluateAsync(name, cancellationToken);
        return outcome.Ending switch
        {
            CellEnding.Succeeded => FoundVariable.Of(outcome.Value),
            CellEnding.Interrupted or CellEnding.Abandoned => throw new OperationCanceledException(cancellationToken),
            CellEnding.Threw => FoundVariable.Failed($"{outcome.ErrorName}: {outcome.ErrorMessage}"),
            _ when name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && engine.Variables.Any(variable => variable.Name == name[..dot]) =>
                FoundVariable.Failed(outcome.ErrorMessage),
            _ => FoundVariable.Missing,
        };
    }

    public async Task DeclareAsync(string name, object? value, CancellationToken cancellationToken)
    {
        var key = HandedOver.Leave(value);
        var type = HandedOver.TypeName(value?.GetType());
        var outcome = await engine.RunAsync(
            $"var @{name} = ({type})global::Learn.Notebook.HandedOver.Take({key});", $"--as {name}", null, cancellationToken);
        if (outcome.Ending != CellEnding.Succeeded)
        {
            throw new CellException($"--as {name}: {outcome.ErrorMessage}");
        }
    }
}
