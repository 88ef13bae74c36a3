using System.Collections;

namespace Learn.Course;

/// <summary>All texts of a definition, with the fields that they stand in.</summary>
internal static class DefinitionTexts
{
    /// <summary>Walks through it.</summary>
    public static IEnumerable<(string Field, string Text)> Of(object? value, string field) => value switch
    {
        null => [],
        string text => [(field, text)],
        IDictionary map => map.Keys.Cast<object>().SelectMany(key => Of(map[key], $"{field}.{key}")),
        IEnumerable list => list.Cast<object>().SelectMany((item, index) => Of(item, $"{field}[{index}]")),
        _ when value.GetType().Namespace == typeof(DefinitionTexts).Namespace && !value.GetType().IsEnum
            => DefinitionBinder.PropertiesOf(value.GetType()).SelectMany(property => Of(property.GetValue(value), $"{field}.{DefinitionBinder.KeyOf(property.Name)}")),
        _ => [],
    };
}
