using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Learn.Proxy;

/// <summary>
/// Strict reading of one YAML mapping: every field is asked for by name and type, what is left over is not known.
/// Problems are collected, so that all of them can be told at once.
/// </summary>
internal sealed class YamlFields
{
    private readonly List<ConfigurationProblem> _problems;
    private readonly string _path;
    private readonly Dictionary<string, (YamlNode Key, YamlNode Value)> _left = new(StringComparer.Ordinal);

    internal YamlFields(YamlMappingNode node, string path, List<ConfigurationProblem> problems)
    {
        _problems = problems;
        _path = path;
        foreach ((YamlNode key, YamlNode value) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
            {
                _left[name] = (key, value);
            }
            else
            {
                Add(key, "", "a field name must be a plain word");
            }
        }
    }

    internal void String(string field, Action<string> set)
    {
        if (Take(field, out YamlNode value))
        {
            if (value is YamlScalarNode scalar && !(IsPlain(scalar) && IsOtherType(scalar.Value!)))
            {
                set(scalar.Value ?? "");
            }
            else
            {
                Add(value, field, $"expected text, got {Kind(value)}");
            }
        }
    }

    internal void Bool(string field, Action<bool> set)
    {
        if (Take(field, out YamlNode value))
        {
            if (value is YamlScalarNode scalar && IsPlain(scalar) && scalar.Value is "true" or "false" && value is YamlScalarNode { Value: { } text })
            {
                set(text == "true");
            }
            else
            {
                Add(value, field, $"expected true or false, got {Kind(value)}");
            }
        }
    }

    internal void Integer(string field, int least, int most, Action<int> set)
    {
        if (!Take(field, out YamlNode value))
        {
            return;
        }

        if (value is YamlScalarNode scalar && IsPlain(scalar)
            && int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
        {
            if (number < least || number > most)
            {
                Add(value, field, string.Create(CultureInfo.InvariantCulture, $"{number} is not between {least} and {most}"));
            }
            else
            {
                set(number);
            }
        }
        else
        {
            Add(value, field, $"expected a whole number, got {Kind(value)}");
        }
    }

    internal void Duration(string field, bool zeroAllowed, Action<TimeSpan> set)
    {
        String(field, text =>
        {
            YamlNode value = _taken;
            if (!GoDuration.TryParse(text, out TimeSpan duration))
            {
                Add(value, field, $"\"{text}\" is not a duration such as 30s, 1m30s or 2h");
            }
            else if (duration < TimeSpan.Zero || (duration == TimeSpan.Zero && !zeroAllowed))
            {
                Add(value, field, $"{GoDuration.Format(duration)} must be greater than {(zeroAllowed ? "or equal to " : "")}0");
            }
            else
            {
                set(duration);
            }
        });
    }

    internal void Strings(string field, Action<IReadOnlyList<(string Text, YamlNode Node)>> set)
    {
        if (!Take(field, out YamlNode value))
        {
            return;
        }

        if (value is not YamlSequenceNode sequence)
        {
            Add(value, field, $"expected a list, got {Kind(value)}");
            return;
        }

        var texts = new List<(string, YamlNode)>();
        foreach (YamlNode item in sequence.Children)
        {
            if (item is YamlScalarNode { Value: { } text })
            {
                texts.Add((text, item));
            }
            else
            {
                Add(item, field, $"expected text, got {Kind(item)}");
            }
        }

        set(texts);
    }

    internal void Section(string field, Action<YamlFields> read)
    {
        if (!Take(field, out YamlNode value))
        {
            return;
        }

        if (value is YamlMappingNode mapping)
        {
            var fields = new YamlFields(mapping, PathOf(field), _problems);
            read(fields);
            fields.Finish();
        }
        else
        {
            Add(value, field, $"expected a section with fields, got {Kind(value)}");
        }
    }

    /// <summary>Every field, whatever its name, each with a value of true or false.</summary>
    internal void EachBool(Action<string, bool> set)
    {
        foreach (string field in _left.Keys.ToArray())
        {
            Bool(field, value => set(field, value));
        }
    }

    /// <summary>Any value is taken: the field has no effect here.</summary>
    internal void Ignore(params ReadOnlySpan<string> fields)
    {
        foreach (string field in fields)
        {
            _left.Remove(field);
        }
    }

    internal void Finish()
    {
        foreach ((string field, (YamlNode key, _)) in _left)
        {
            Add(key, field, "unknown field");
        }
    }

    internal void Add(YamlNode node, string field, string message) =>
        _problems.Add(new(node.Start.Line, node.Start.Column, field.Length == 0 ? _path : PathOf(field), message));

    /// <summary>The value that was read last: for problems that only its meaning shows.</summary>
    internal YamlNode Last => _taken;

    private YamlNode _taken = new YamlScalarNode();

    private bool Take(string field, out YamlNode value)
    {
        if (!_left.Remove(field, out (YamlNode Key, YamlNode Value) entry))
        {
            value = _taken;
            return false;
        }

        value = _taken = entry.Value;
        // "field:" and "field: null" mean the default.
        return !(value is YamlScalarNode scalar && IsPlain(scalar) && scalar.Value is null or "" or "null" or "~")
            || value is not YamlScalarNode;
    }

    private string PathOf(string field) => _path.Length == 0 ? field : $"{_path}.{field}";

    private static bool IsPlain(YamlScalarNode scalar) => scalar.Style is YamlDotNet.Core.ScalarStyle.Plain or YamlDotNet.Core.ScalarStyle.Any;

    private static bool IsOtherType(string text) => text is "true" or "false"
        || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string Kind(YamlNode node) => node switch
    {
        YamlMappingNode => "a section with fields",
        YamlSequenceNode => "a list",
        YamlScalarNode { Value: { } text } scalar => IsPlain(scalar) ? text : $"the text \"{text}\"",
        _ => "something else",
    };
}
