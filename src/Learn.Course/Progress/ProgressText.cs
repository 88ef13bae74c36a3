using System.Collections;
using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Learn.Course;

/// <summary>A learner's progress as text that people can read. What is empty, or nothing yet, is left out.</summary>
internal static class ProgressText
{
    private const string Head = "# What you have done in the course. Only the programs of the course write here, and they send it nowhere.\n";

    /// <summary>As text.</summary>
    public static string Write(LearnerProgress progress)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(NodeOf(progress)!)).Save(writer, assignAnchors: false);
        string text = writer.ToString().ReplaceLineEndings("\n");
        return Head + (text.EndsWith("...\n", StringComparison.Ordinal) ? text[..^4] : text);
    }

    /// <summary>From text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">Where it stood, for messages.</param>
    /// <exception cref="CourseException">It is damaged, or of a newer version.</exception>
    public static LearnerProgress Read(string text, string path)
    {
        var file = CourseFile.Parse(path, path, text);
        var progress = new DefinitionBinder(file).Bind<LearnerProgress>();
        const int known = LearnerProgress.VersionWithSkippedLessons;
        if (progress.Version > known)
        {
            throw new CourseException($"{path} was written by a newer version of this program (form {progress.Version}; this one knows {known}).");
        }

        if (!file.Has("seed"))
        {
            CommonRules.Missing(file, "seed", "a whole number");
        }

        file.Finish();
        return progress;
    }

    private static YamlNode? NodeOf(object? value) => value switch
    {
        null or "" or 0 => null,
        string text => Scalar(text),
        bool flag => Scalar(flag ? "true" : "false"),
        int number => Scalar(number.ToString(CultureInfo.InvariantCulture)),
        DateTimeOffset time => time == default ? null : Scalar(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        IDictionary map => map.Count == 0 ? null : MapOf(map.Keys.Cast<string>().Select(key => (key, map[key]))),
        IEnumerable list => ListOf(list.Cast<object>()),
        _ => MapOf(DefinitionBinder.PropertiesOf(value.GetType()).Select(property => (DefinitionBinder.KeyOf(property.Name), property.GetValue(value)))),
    };

    private static YamlMappingNode MapOf(IEnumerable<(string Key, object? Value)> items)
    {
        var map = new YamlMappingNode();
        foreach (var (key, value) in items)
        {
            if (NodeOf(value) is { } node)
            {
                map.Add(Scalar(key), node);
            }
        }

        return map;
    }

    private static YamlSequenceNode? ListOf(IEnumerable<object> items)
    {
        var nodes = items.Select(item => item is string text ? Scalar(text) : NodeOf(item)!).ToList();
        return nodes.Count == 0 ? null : new YamlSequenceNode(nodes);
    }

    private static YamlScalarNode Scalar(string text) => new(text) { Style = StyleOf(text) };

    private static ScalarStyle StyleOf(string text)
        => text.Length == 0 ? ScalarStyle.SingleQuoted
        : text.Any(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' or '\ufeff') || text != text.Trim() ? ScalarStyle.DoubleQuoted
        : ScalarStyle.Any;
}
