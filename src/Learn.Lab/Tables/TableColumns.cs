using System.Globalization;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>The columns of a kind behind its name.</summary>
internal sealed class TableColumns
{
    /// <summary>What stands where there is nothing.</summary>
    public const string None = "<none>";

    private TableColumns()
    {
    }

    /// <summary>The headings.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>Those of <c>-o wide</c>, behind the others.</summary>
    public required IReadOnlyList<string> WideHeadings { get; init; }

    /// <summary>The cells of an object.</summary>
    public required Func<IKubernetesObject<V1ObjectMeta>, DateTimeOffset, IReadOnlyList<string>> Cells { get; init; }

    /// <summary>Those of <c>-o wide</c>.</summary>
    public required Func<IKubernetesObject<V1ObjectMeta>, IReadOnlyList<string>> WideCells { get; init; }

    /// <summary>The columns of a type.</summary>
    public static TableColumns Of<T>(
        IReadOnlyList<string> headings, Func<T, DateTimeOffset, IReadOnlyList<string>> cells, IReadOnlyList<string> wideHeadings, Func<T, IReadOnlyList<string>> wideCells)
        where T : class, IKubernetesObject<V1ObjectMeta> => new()
        {
            Headings = headings,
            WideHeadings = wideHeadings,
            Cells = (one, now) => cells((T)one, now),
            WideCells = one => wideCells((T)one),
        };

    /// <summary>How long ago something was.</summary>
    public static string Age(DateTime? moment, DateTimeOffset now)
        => moment is { } then ? HumanDuration.Format(now.UtcDateTime - DateTime.SpecifyKind(then, DateTimeKind.Utc)) : "<unknown>";

    /// <summary>A number; nothing is 0.</summary>
    public static string Number(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text, or <see cref="None"/>.</summary>
    public static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;

    /// <summary>Labels as kubectl writes a selector: <c>app=web,tier=front</c>.</summary>
    public static string Labels(IEnumerable<KeyValuePair<string, string>>? labels)
        => OrNone(string.Join(',', (labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}")));

    /// <summary>The first three of a list, and how many there are besides.</summary>
    public static string FirstThree(IReadOnlyList<string> texts)
    {
        const int Most = 3;
        string shown = string.Join(',', texts.Take(Most));
        return texts.Count > Most ? string.Create(CultureInfo.InvariantCulture, $"{shown} + {texts.Count - Most} more...") : shown.Length == 0 ? "<unset>" : shown;
    }
}
