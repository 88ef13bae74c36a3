using Learn.Cluster;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Learn.Course;

/// <summary>An object is as it must be.</summary>
internal static class ObjectCheck
{
    private const int LongestValue = 120;

    /// <summary>Checks.</summary>
    public static Finding Run(ObjectCheckDefinition definition, CheckContext context)
    {
        var name = ObjectName.Parse(context.Text(definition.Is));
        string experiment = Experiments.Get(name);
        var found = context.lab.Cluster.Get(name.Kind, name.Namespace, name.Name);
        if (definition.Path is null || found is null)
        {
            bool mustExist = definition.Exists || definition.Path is not null && (definition.Equal is not null || definition.Not is not null);
            return (found is not null) == mustExist || (found is null && !definition.Exists)
                ? Finding.Passed
                : Finding.Failed(mustExist ? $"There is {name}" : $"There is no {name}", mustExist ? $"There is no {name}" : "It is there", experiment);
        }

        string path = context.Text(definition.Path).Trim();
        var values = Select(ObjectText.ToJson(found), path);
        if (!definition.Exists)
        {
            return values.Count == 0 ? Finding.Passed : Finding.Failed($"{name} has nothing at {path}", $"{Text(values)} stands there", experiment);
        }

        string? equal = definition.Equal is null ? null : context.Text(definition.Equal).Trim();
        string? not = definition.Not is null ? null : context.Text(definition.Not).Trim();
        string expected = equal is not null ? $"{equal} stands at {path} of {name}" : not is not null ? $"something else than {not} stands at {path} of {name}" : $"{name} has a value at {path}";
        return values.Count == 0 ? not is not null && equal is null ? Finding.Passed : Finding.Failed(expected, "Nothing stands there", experiment)
            : equal is not null && !values.TrueForAll(value => IsEqual(value, equal)) ? Finding.Failed(expected, $"{Text(values)} stands there", experiment)
            : not is not null && values.Exists(value => IsEqual(value, not)) ? Finding.Failed(expected, $"{not} stands there", experiment)
            : Finding.Passed;
    }

    private static List<JToken> Select(string json, string path)
    {
        using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None };
        // As kubectl takes it, with or without braces, beginning with a dot or not.
        string plain = path.Trim('{', '}', ' ');
        try
        {
            return [.. JToken.Load(reader).SelectTokens(plain.StartsWith('$') ? plain : plain.StartsWith('.') || plain.StartsWith('[') ? "$" + plain : "$." + plain)];
        }
        catch (JsonException error)
        {
            throw new CourseException($"\"{path}\" is no JSONPath: {error.Message}", error);
        }
    }

    private static bool IsEqual(JToken value, string text) => string.Equals(Text(value), text, StringComparison.Ordinal) || JsonEquals(value, text);

    // A list or a map may be written as JSON, in any spelling.
    private static bool JsonEquals(JToken value, string text)
    {
        if (value is not JContainer)
        {
            return false;
        }

        try
        {
            return JToken.DeepEquals(value, JToken.Parse(text));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(List<JToken> values)
    {
        string all = string.Join(", ", values.Select(Text));
        return all.Length > LongestValue ? all[..LongestValue] + "…" : all;
    }

    private static string Text(JToken value) => value switch
    {
        JContainer => value.ToString(Formatting.None),
        { Type: JTokenType.Boolean } => (bool)value ? "true" : "false",
        JValue { Value: IFormattable number } => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
