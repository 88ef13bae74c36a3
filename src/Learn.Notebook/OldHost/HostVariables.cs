namespace Learn.Notebook;

/// <summary>The variables of a host that runs its C# itself.</summary>
/// <param name="find">Tells whether there is a variable of this name, and its value.</param>
/// <param name="declare">Declares one.</param>
internal sealed class HostVariables(Func<string, (bool IsFound, object? Value)> find, Func<string, object?, Task> declare) : ICellVariables
{
    public Task<FoundVariable> FindAsync(string name, CancellationToken cancellationToken)
    {
        var path = name.Split('.');
        var (isFound, value) = find(path[0]);
        return Task.FromResult(isFound ? Follow(value, path) : FoundVariable.Missing);
    }

    public Task DeclareAsync(string name, object? value, CancellationToken cancellationToken) => declare(name, value);

    // The host has no question for an expression, so properties are looked up here.
    private static FoundVariable Follow(object? value, string[] path)
    {
        foreach (var step in path.Skip(1))
        {
            if (value is null)
            {
                return FoundVariable.Failed($"{path[0]} has no {step}: the value before it is null");
            }

            if (value.GetType().GetProperty(step) is not { } property)
            {
                return FoundVariable.Failed($"a {value.GetType().Name} has no property {step}");
            }

            value = property.GetValue(value);
        }

        return FoundVariable.Of(value);
    }
}
