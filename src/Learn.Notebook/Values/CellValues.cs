using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>Values that go from one language to another, by name.</summary>
/// <param name="engine">Has the variables.</param>
internal sealed partial class CellValues(CSharpEngine engine)
{
    /// <summary>Puts values into the <c>{{name}}</c> places of a text; <c>{{name.Property}}</c> too.</summary>
    /// <exception cref="CellException">There is no such variable.</exception>
    public async Task<string> FillAsync(string text, CancellationToken cancellationToken)
    {
        var places = Place().Matches(text);
        if (places.Count == 0)
        {
            return text;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in places.Select(place => place.Groups["name"].Value).Distinct(StringComparer.Ordinal))
        {
            values[name] = await TextOfAsync(name, cancellationToken);
        }

        return Place().Replace(text, place => values[place.Groups["name"].Value]);
    }

    /// <summary>Declares a C# variable with a value.</summary>
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

    private async Task<string> TextOfAsync(string name, CancellationToken cancellationToken)
    {
        var outcome = await engine.EvaluateAsync(name, cancellationToken);
        return outcome.Ending switch
        {
            CellEnding.Succeeded => TextOf(outcome.Value),
            CellEnding.Threw => throw new CellException($"{{{{{name}}}}} cannot be filled in: {outcome.ErrorName}: {outcome.ErrorMessage}"),
            _ => throw new CellException(
                $"{{{{{name}}}}} cannot be filled in: there is no C# variable of this name. Declare it in a C# cell first, for example:  var {name.Split('.')[0]} = …;"),
        };
    }

    // JSON is YAML too, so lists and objects fit into manifests.
    private static string TextOf(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number when value.GetType().IsPrimitive || value is decimal => number.ToString(null, CultureInfo.InvariantCulture),
        Enum or IFormattable or System.Net.IPAddress or Uri or Guid => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        System.Collections.IEnumerable or k8s.IKubernetesObject => JsonSerializer.Serialize(value, value.GetType()),
        _ => value.ToString() ?? "",
    };

    [GeneratedRegex(@"\{\{\s*(?<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}
