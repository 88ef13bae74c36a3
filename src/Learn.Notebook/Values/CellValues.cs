using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>Values that go from one language to another, by name.</summary>
/// <param name="variables">Has the values.</param>
internal sealed partial class CellValues(ICellVariables variables)
{
    /// <summary>Puts values into the <c>{{name}}</c> places of a text; <c>{{name.Property}}</c> too.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cell">Where it stands, for messages.</param>
    /// <param name="write">How the language writes a value's text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CellException">There is no such variable.</exception>
    public async Task<string> FillAsync(string text, CellText cell, Func<string, string> write, CancellationToken cancellationToken)
    {
        var places = Place().Matches(text);
        if (places.Count == 0)
        {
            return text;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var place in places.DistinctBy(place => place.Groups["name"].Value))
        {
            values[place.Groups["name"].Value] = write(await TextOfAsync(place, cell, cancellationToken));
        }

        return Place().Replace(text, place => values[place.Groups["name"].Value]);
    }

    /// <summary>Declares a C# variable with a value.</summary>
    /// <exception cref="CellException">C# refuses it.</exception>
    public Task DeclareAsync(string name, object? value, CancellationToken cancellationToken) => variables.DeclareAsync(name, value, cancellationToken);

    /// <summary>The value of a C# variable, or of a property of it.</summary>
    /// <exception cref="CellException">There is no such variable.</exception>
    public async Task<object?> FindAsync(string name, CancellationToken cancellationToken) => await variables.FindAsync(name, cancellationToken) switch
    {
        { IsFound: true } found => found.Value,
        { Problem: { } problem } => throw new CellException($"{name} cannot be used: {problem}"),
        _ => throw new CellException($"There is no C# variable {name}. Declare it in a C# cell first, for example:  var {name.Split('.')[0]} = …;"),
    };

    private async Task<string> TextOfAsync(Match place, CellText cell, CancellationToken cancellationToken)
    {
        var name = place.Groups["name"].Value;
        return await variables.FindAsync(name, cancellationToken) switch
        {
            { IsFound: true } found => TextOf(found.Value),
            { Problem: { } problem } => throw new CellException($"{cell.PlaceOf(place.Value)}: {place.Value} cannot be filled in: {problem}"),
            _ => throw new CellException(
                $"{cell.PlaceOf(place.Value)}: {place.Value} cannot be filled in: there is no C# variable of this name. "
                    + $"Declare it in a C# cell first, for example:  var {name.Split('.')[0]} = …;"),
        };
    }

    // JSON is YAML too, so lists and objects fit into manifests.
    private static string TextOf(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number when value.GetType().IsPrimitive || value is decimal => number.ToString(null, CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        // Kubernetes objects as the API writes them: nothing that is not set, and IntOrString and quantities as they are meant.
        System.Collections.IEnumerable or k8s.IKubernetesObject => k8s.KubernetesJson.Serialize(value),
        _ when value.GetType().Namespace == "k8s.Models" && !value.GetType().IsValueType => k8s.KubernetesJson.Serialize(value),
        _ when value.GetType().Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal) => JsonSerializer.Serialize(value, value.GetType()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
