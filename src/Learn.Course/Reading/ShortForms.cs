using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Learn.Course;

/// <summary>Forms that are shorter to write than the records are.</summary>
internal static class ShortForms
{
    /// <summary>Options as a map: <c>a: text</c>, or <c>a: {text: …, feedback: …}</c>.</summary>
    public static object? Option(YamlNode letter, YamlNode value, string field, DefinitionBinder binder)
    {
        var option = value is YamlScalarNode
            ? new OptionDefinition { Text = binder.TextOf(value, field, "the option's text") ?? "" }
            : (OptionDefinition?)binder.BindValue(value, typeof(OptionDefinition), field);
        return option is null ? null : option with { Letter = binder.NameOf(letter, field) };
    }

    /// <summary>A draw as a list (<c>[red, blue]</c>) or as a text (<c>"{{ pods | plus: 1 }}"</c>). Null if it is no short form.</summary>
    public static object? Draw(Type type, YamlNode node, string field, DefinitionBinder binder) => (type == typeof(DrawDefinition) ? node : null) switch
    {
        YamlSequenceNode words => new DrawDefinition { OneOf = (ImmutableArray<string>)binder.BindValue(words, typeof(ImmutableArray<string>), field)! },
        YamlScalarNode { Value.Length: > 0 } text => new DrawDefinition { Is = text.Value },
        _ => null,
    };
}
