using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learn.Notebook;

/// <summary>
/// Values given to a notebook from outside, as papermill does: a cell tagged <c>parameters</c> declares variables with their usual values; a cell
/// tagged <c>injected-parameters</c> right behind it sets others. Without such a cell the values stand at the start.
/// </summary>
public static partial class NotebookParameters
{
    private const string Declaring = "parameters";
    private const string Injected = "injected-parameters";

    /// <summary>Puts values into a notebook; those of an earlier time are removed.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="values">Texts by the names of variables. What looks like a number or a truth value is one, unless the variable is a text.</param>
    /// <returns>The names that the notebook does not declare.</returns>
    /// <exception cref="NotebookFormatException">A name cannot be a variable's, or a value does not fit its variable.</exception>
    public static IReadOnlyList<string> Inject(NotebookFile notebook, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(values);
        notebook.RemoveTagged(Injected);
        if (values.Count == 0)
        {
            return [];
        }

        var index = notebook.Cells.ToList().FindIndex(cell => cell.Type == "code" && cell.Tags.Contains(Declaring));
        var declared = index < 0 ? "" : notebook.Cells[index].Source;
        var text = new StringBuilder("// Parameters\n");
        var unknown = new List<string>();
        foreach (var (name, value) in values)
        {
            if (!Identifier().IsMatch(name))
            {
                throw new NotebookFormatException($"\"{name}\" cannot be the name of a C# variable, so it can be no parameter.");
            }

            var declaration = DeclarationOf(name, declared);
            if (declaration is null)
            {
                unknown.Add(name);
            }

            // An assignment keeps the variable's type; what was not declared is declared here.
            var literal = declaration is var (type, initial) ? LiteralFor(name, value, type, initial) : Guess(value);
            text.Append(declaration is null ? "var " : "").Append(name).Append(" = ").Append(literal).Append(";\n");
        }

        notebook.InsertCSharp(index + 1, text.ToString().TrimEnd('\n'), Injected);
        return unknown;
    }

    private static (string Type, string Initial)? DeclarationOf(string name, string code)
    {
        var found = Regex.Match(code, $@"(?<type>[\w.<>,\[\]?]+)\s+{name}\s*=(?!=)\s*(?<initial>[^;]+);", RegexOptions.CultureInvariant);
        return found.Success ? (found.Groups["type"].Value.TrimEnd('?'), found.Groups["initial"].Value.Trim()) : null;
    }

    private static string LiteralFor(string name, string value, string type, string initial)
    {
        var kind = type == "var" ? KindOf(initial) : type;
        switch (kind)
        {
            case "string" or "String":
                return Text(value);
            case "bool" or "Boolean":
                return bool.TryParse(value, out var truth) ? Truth(truth) : throw DoesNotFit(name, value, "true or false");
            case "int" or "long" or "short" or "byte" or "uint" or "ulong" or "ushort" or "sbyte":
                return IsWhole(value) ? value.Trim() + (kind is "long" or "ulong" && type == "var" ? "L" : "") : throw DoesNotFit(name, value, "a whole number");
            case "double" or "float" or "decimal":
                return IsNumber(value) ? value.Trim() + kind switch { "double" => "d", "float" => "f", _ => "m" } : throw DoesNotFit(name, value, "a number");
            default:
                return Guess(value);
        }
    }

    private static string KindOf(string initial) => initial switch
    {
        ['"', ..] or ['$', ..] or ['@', ..] => "string",
        "true" or "false" => "bool",
        _ when IsWhole(initial) => "int",
        [.., 'm' or 'M'] when IsNumber(initial[..^1]) => "decimal",
        [.., 'f' or 'F'] when IsNumber(initial[..^1]) => "float",
        [.., 'L' or 'l'] when IsWhole(initial[..^1]) => "long",
        _ when IsNumber(initial.TrimEnd('d', 'D')) => "double",
        _ => "",
    };

    private static string Guess(string value) => value switch
    {
        "true" or "True" => "true",
        "false" or "False" => "false",
        "null" => "(string?)null",
        _ when IsWhole(value) => long.Parse(value, CultureInfo.InvariantCulture) is >= int.MinValue and <= int.MaxValue ? value.Trim() : value.Trim() + "L",
        _ when IsNumber(value) => value.Trim() + (value.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? "d" : ""),
        _ => Text(value),
    };

    private static bool IsWhole(string value) => long.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out _) && !value.TrimStart().StartsWith('+');

    private static bool IsNumber(string value) => Number().IsMatch(value);

    // C#'s escapes for texts include those of JSON.
    private static string Text(string value) => JsonSerializer.Serialize(value, NotebookParametersJson.Default.String);

    private static string Truth(bool value) => value ? "true" : "false";

    private static NotebookFormatException DoesNotFit(string name, string value, string expected) =>
        new($"The parameter {name} is {expected} in the notebook, and \"{value}\" is not.");

    [GeneratedRegex(@"^[A-Za-z_]\w*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^\s*-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
