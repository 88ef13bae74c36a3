using System.Globalization;
using System.Text;

namespace Learn.Notebook.Kubectl;

/// <summary>The text that <c>kubectl describe</c> makes: titles and values in columns, indented by levels. (Layout: k8s.io/kubectl, pkg/describe.)</summary>
internal sealed class DescriptionText
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    private const int LongestAnnotation = 140;

    private readonly StringBuilder text = new();

    /// <summary>A line. Tabulators separate columns.</summary>
    public void Line(int level, string line) => text.Append(' ', level * 2).Append(line).Append('\n');

    /// <summary>A title and its value.</summary>
    public void Field(int level, string title, object? value) => Line(level, string.Create(CultureInfo.InvariantCulture, $"{title}:\t{value}"));

    /// <summary>Labels, one a line.</summary>
    public void Labels(int level, string title, IEnumerable<KeyValuePair<string, string>>? labels) =>
        Lines(level, title, (labels ?? []).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    /// <summary>Annotations, one a line or, long ones, more; without what kubectl keeps there for itself.</summary>
    public void Annotations(int level, string title, IEnumerable<KeyValuePair<string, string>>? annotations) =>
        Lines(level, title, (annotations ?? []).Where(one => one.Key != LastApplied).OrderBy(one => one.Key, StringComparer.Ordinal).SelectMany(Annotation));

    /// <summary>Several values of a title, one a line.</summary>
    public void Lines(int level, string title, IEnumerable<string> values)
    {
        var isFirst = true;
        foreach (var value in values)
        {
            Line(level, $"{(isFirst ? $"{title}:" : "")}\t{value}");
            isFirst = false;
        }

        if (isFirst)
        {
            Field(level, title, "<none>");
        }
    }

    /// <summary>A moment as kubectl writes it here: <c>Mon, 23 Nov 2026 09:00:00 +0000</c>.</summary>
    public static string Moment(DateTime? moment) =>
        moment?.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture) ?? "<unknown>";

    /// <summary>A text, or <c>&lt;none&gt;</c>.</summary>
    public static string OrNone(string? value) => string.IsNullOrEmpty(value) ? "<none>" : value;

    /// <summary>A text, or <c>&lt;unset&gt;</c>.</summary>
    public static string OrUnset(string? value) => string.IsNullOrEmpty(value) ? "<unset>" : value;

    /// <summary>The whole text.</summary>
    public override string ToString() => TabText.Layout(text.ToString());

    private static IEnumerable<string> Annotation(KeyValuePair<string, string> one)
    {
        var value = one.Value.EndsWith('\n') ? one.Value[..^1] : one.Value;
        return value.Contains('\n') || value.Length + one.Key.Length + 2 > LongestAnnotation
            ? [$"{one.Key}:", .. value.Split('\n').Select(line => "  " + (line.Length > LongestAnnotation - 2 ? line[..(LongestAnnotation - 2)] + "..." : line))]
            : [$"{one.Key}: {value}"];
    }
}
