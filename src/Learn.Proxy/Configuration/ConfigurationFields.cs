using System.Globalization;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>
/// Strict reading of one section: every field is asked for by name and type, what is left over is not known. Problems are collected,
/// so that all of them can be told at once.
/// </summary>
internal sealed class ConfigurationFields
{
    private readonly List<ConfigurationProblem> _problems;
    private readonly string _path;
    private readonly Dictionary<string, ManifestField> _left;

    internal ConfigurationFields(ManifestMap map, string path, List<ConfigurationProblem> problems)
    {
        _problems = problems;
        _path = path;
        _left = map.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        Last = map.Position;
    }

    /// <summary>Where the value stands that was read last: for problems that only its meaning shows.</summary>
    internal ManifestPosition Last { get; private set; }

    internal void String(string field, Action<string> set)
    {
        if (Take(field) is not { } value)
        {
            return;
        }

        if (value is ManifestScalar { Value: string text })
        {
            set(text);
        }
        else
        {
            Add(field, $"expected text, got {value.Describe()}");
        }
    }

    internal void Bool(string field, Action<bool> set)
    {
        if (Take(field) is not { } value)
        {
            return;
        }

        if (value is ManifestScalar { Value: bool isTrue })
        {
            set(isTrue);
        }
        else
        {
            Add(field, $"expected true or false, got {value.Describe()}");
        }
    }

    internal void Integer(string field, int least, int most, Action<int> set)
    {
        if (Take(field) is not { } value)
        {
            return;
        }

        if (value is not ManifestScalar { Value: long number })
        {
            Add(field, $"expected a whole number, got {value.Describe()}");
        }
        else if (number < least || number > most)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"{number} is not between {least} and {most}"));
        }
        else
        {
            set((int)number);
        }
    }

    internal void Duration(string field, bool zeroAllowed, Action<TimeSpan> set) => String(field, text =>
    {
        if (!GoDuration.TryParse(text, out TimeSpan duration))
        {
            Add(field, $"\"{text}\" is not a duration such as 30s, 1m30s or 2h");
        }
        else if (duration < TimeSpan.Zero || (duration == TimeSpan.Zero && !zeroAllowed))
        {
            Add(field, $"{GoDuration.Format(duration)} must be greater than {(zeroAllowed ? "or equal to " : "")}0");
        }
        else
        {
            set(duration);
        }
    });

    internal void Strings(string field, Action<IReadOnlyList<(string Text, ManifestPosition Position)>> set)
    {
        if (Take(field) is not { } value)
        {
            return;
        }

        if (value is not ManifestList list)
        {
            Add(field, $"expected a list, got {value.Describe()}");
            return;
        }

        var texts = new List<(string, ManifestPosition)>();
        foreach (ManifestNode item in list.Items)
        {
            if (item is ManifestScalar { Value: string text })
            {
                texts.Add((text, item.Position));
            }
            else
            {
                Add(field, $"expected text, got {item.Describe()}", item.Position);
            }
        }

        set(texts);
    }

    internal void Section(string field, Action<ConfigurationFields> read)
    {
        if (Take(field) is not { } value)
        {
            return;
        }

        if (value is ManifestMap map)
        {
            var fields = new ConfigurationFields(map, PathOf(field), _problems);
            read(fields);
            fields.Finish();
        }
        else
        {
            Add(field, $"expected a section with fields, got {value.Describe()}");
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
        foreach (ManifestField field in _left.Values)
        {
            Add(field.Name, "unknown field", field.Position);
        }
    }

    internal void Add(string field, string message, ManifestPosition? position = null)
    {
        ManifestPosition place = position ?? Last;
        _problems.Add(new(place.Line, place.Column, PathOf(field), message));
    }

    // "field:" and "field: null" mean the default.
    private ManifestNode? Take(string field)
    {
        if (!_left.Remove(field, out ManifestField? entry))
        {
            return null;
        }

        Last = entry.Value.Position;
        return entry.Value is ManifestScalar { Value: null } ? null : entry.Value;
    }

    private string PathOf(string field) => _path.Length == 0 ? field : $"{_path}.{field}";
}
