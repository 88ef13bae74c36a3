using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Learn.Cluster;
using YamlDotNet.RepresentationModel;

namespace Learn.Course;

/// <summary>
/// Makes records of YAML, strictly: keys are the names of properties in camel case, and any other key is an error. Text is text whatever it looks like
/// (<c>5</c> is "5"), for each may be a template.
/// </summary>
internal sealed class DefinitionBinder(CourseFile file)
{
    /// <summary>The whole file as a record. What is wrong is noted in the file.</summary>
    public T Bind<T>()
        where T : class, new()
    {
        if (file.Root is YamlMappingNode map)
        {
            return (T)BindRecord(map, typeof(T), "");
        }

        file.Add("", $"expected keys with values ({string.Join(", ", KeysOf(typeof(T)).Take(4))}, …), found {Describe(file.Root)}");
        return new T();
    }

    /// <summary>The whole file as names with records. What is wrong is noted in the file.</summary>
    public ImmutableSortedDictionary<string, T> BindMap<T>()
        where T : class, new()
        => file.Root is not null && BindMap(file.Root, typeof(T), "") is ImmutableSortedDictionary<string, T> map ? map : ImmutableSortedDictionary<string, T>.Empty;

    /// <summary>The keys that a record has.</summary>
    public static IEnumerable<string> KeysOf(Type type) => PropertiesOf(type).Select(property => KeyOf(property.Name));

    /// <summary>The key of a property.</summary>
    public static string KeyOf(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);

    /// <summary>The properties that stand in a file: those that can be given.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private object BindRecord(YamlMappingNode map, Type type, string path)
    {
        object record = Activator.CreateInstance(type)!;
        var properties = PropertiesOf(type).ToDictionary(property => KeyOf(property.Name), StringComparer.Ordinal);
        foreach (var (key, value) in map.Children)
        {
            string name = NameOf(key, path);
            string field = path.Length == 0 ? name : $"{path}.{name}";
            file.Note(field, key);
            if (!properties.TryGetValue(name, out var property))
            {
                var near = Suggestion.Nearest(name, properties.Keys);
                file.Add(field, $"there is no such key here{(near is null ? $"; there are: {string.Join(", ", properties.Keys)}" : $"; did you mean \"{near}\"?")}");
            }
            else if (BindValue(value, property.PropertyType, field) is { } bound)
            {
                property.SetValue(record, bound);
            }
        }

        return record;
    }

    /// <summary>A value as what a property holds; null if it is not that, which is noted.</summary>
    public object? BindValue(YamlNode node, Type type, string field)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return TextOf(node, field, "text");
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return BindList(node, type.GetGenericArguments()[0], field);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>))
        {
            return BindMap(node, type.GetGenericArguments()[1], field);
        }

        return type.IsValueType ? BindScalar(node, type, field)
            : ShortForms.Draw(type, node, field, this) ?? (node is YamlMappingNode map ? BindRecord(map, type, field) : Wrong(field, "keys with values", node));
    }

    private object? BindScalar(YamlNode node, Type type, string field)
    {
        if (type.IsEnum)
        {
            string[] names = [.. Enum.GetNames(type).Select(KeyOf)];
            string expected = $"one of {string.Join(", ", names)}";
            string? text = TextOf(node, field, expected);
            return text is null ? null : names.Contains(text) ? Enum.Parse(type, text, ignoreCase: true) : Wrong(field, expected, node);
        }

        var (what, parse) = type switch
        {
            _ when type == typeof(int) => ("a whole number", (Func<string, object?>)(text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null)),
            _ when type == typeof(double) => ("a number", text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null),
            _ when type == typeof(bool) => ("true or false", text => text is "true" ? true : text is "false" ? false : null),
            _ when type == typeof(DateTimeOffset) => ("a time such as 2026-01-31T12:00:00Z", text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null),
            _ => throw new NotSupportedException($"{type} has no form in YAML yet"),
        };
        return TextOf(node, field, what) is { } written ? parse(written) ?? Wrong(field, what, node) : null;
    }

    private object? BindList(YamlNode node, Type element, string field)
    {
        if (element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return BindOrderedMap(node, element, field);
        }

        if (node is YamlMappingNode map && element == typeof(OptionDefinition))
        {
            return Collect(element, map.Children.Select((child, index) => ShortForms.Option(child.Key, child.Value, PlaceIn(field, index, child.Key), this)));
        }

        // One alone need not be a list.
        var items = node is YamlSequenceNode sequence ? sequence.Children : node is YamlScalarNode { Value.Length: > 0 } && element == typeof(string) ? [node] : null;
        return items is null ? Wrong(field, "a list", node) : Collect(element, items.Select((item, index) => BindValue(item, element, PlaceIn(field, index, item))));
    }

    private string PlaceIn(string list, int index, YamlNode node)
    {
        string place = $"{list}[{index}]";
        file.Note(place, node);
        return place;
    }

    private object? BindOrderedMap(YamlNode node, Type pair, string field)
        => node is not YamlMappingNode map ? Wrong(field, "names with values", node) : Collect(pair, map.Children.Select(child =>
        {
            string name = NameOf(child.Key, field);
            file.Note($"{field}.{name}", child.Key);
            var value = BindValue(child.Value, pair.GetGenericArguments()[1], $"{field}.{name}");
            return value is null ? null : Activator.CreateInstance(pair, name, value);
        }));

    private object? BindMap(YamlNode node, Type element, string field)
    {
        if (node is not YamlMappingNode map)
        {
            return Wrong(field, "names with values", node);
        }

        var builder = (IDictionary)Activator.CreateInstance(
            typeof(SortedDictionary<,>).MakeGenericType(typeof(string), element), (IComparer<string>)StringComparer.Ordinal)!;
        foreach (var (key, value) in map.Children)
        {
            string name = NameOf(key, field);
            string place = field.Length == 0 ? name : $"{field}.{name}";
            file.Note(place, key);
            if (BindValue(value, element, place) is { } bound)
            {
                builder[name] = bound;
            }
        }

        return Create(nameof(CreateMap), element, builder);
    }

    private static object Collect(Type element, IEnumerable<object?> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var item in items)
        {
            if (item is not null)
            {
                list.Add(item);
            }
        }

        return Create(nameof(CreateArray), element, list);
    }

    private static object Create(string method, Type element, object items)
        => typeof(DefinitionBinder).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(element).Invoke(null, [items])!;

    private static ImmutableArray<T> CreateArray<T>(List<T> items) => [.. items];

    private static ImmutableSortedDictionary<string, T> CreateMap<T>(SortedDictionary<string, T> items) => items.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A key.</summary>
    public string NameOf(YamlNode key, string path)
    {
        if (key is YamlScalarNode { Value: { } name })
        {
            return name;
        }

        // An unquoted {{ name }} is read as a map whose key is a map.
        file.Note(path, key);
        file.Add(path, "expected a simple key; a text that begins with {{ must stand in quotes");
        return "?";
    }

    /// <summary>A text; null if it is none, which is noted.</summary>
    public string? TextOf(YamlNode node, string field, string expected)
    {
        if (node is YamlScalarNode scalar && (scalar.Value is { Length: > 0 } || scalar.Style is not YamlDotNet.Core.ScalarStyle.Plain))
        {
            return scalar.Value ?? "";
        }

        Wrong(field, expected, node);
        return null;
    }

    private object? Wrong(string field, string expected, YamlNode node)
    {
        bool isTemplate = node is YamlMappingNode { Style: YamlDotNet.Core.Events.MappingStyle.Flow } map && map.Children.Any(child => child.Key is YamlMappingNode);
        file.Add(field, isTemplate ? $"expected {expected}; a text that begins with {{{{ must stand in quotes" : $"expected {expected}, found {Describe(node)}");
        return null;
    }

    private static string Describe(YamlNode? node) => node switch
    {
        YamlMappingNode => "keys with values",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value.Length: > 0 } scalar => $"\"{scalar.Value}\"",
        _ => "nothing",
    };
}
