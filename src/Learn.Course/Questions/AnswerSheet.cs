using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Learn.Course;

/// <summary>A file in which a learner writes the answers to an exercise's questions: a line of YAML for each, <c>share: 33</c>, below the question as a comment.</summary>
public static class AnswerSheet
{
    private const int Width = 100;

    /// <summary>A fresh sheet.</summary>
    /// <param name="head">What stands above it, as comments: a line each.</param>
    /// <param name="questions">The questions, with everything in place.</param>
    /// <param name="answers">The answers that were given already.</param>
    public static string Write(IEnumerable<string> head, IEnumerable<QuestionDefinition> questions, ImmutableSortedDictionary<string, string> answers)
    {
        var text = new StringBuilder();
        foreach (string line in head)
        {
            text.Append("# ").Append(line).Append('\n');
        }

        foreach (var question in questions)
        {
            text.Append('\n');
            Comment(text, "", question.Ask);
            foreach (var option in question.Options)
            {
                Comment(text, $"  {option.Letter}  ", option.Text);
            }

            text.Append("# → ").Append(Expects(question)).Append('\n');
            text.Append(Line(question.Id, answers.GetValueOrDefault(question.Id, ""))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The answers that are in a sheet; a question without one is left out.</summary>
    /// <param name="text">What is in the file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="questions">The ids of the questions that there are.</param>
    /// <exception cref="CourseException">It is no sheet, or answers what was not asked; the message names the line.</exception>
    public static ImmutableSortedDictionary<string, string> Read(string text, string file, IReadOnlyCollection<string> questions)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new CourseException($"{file}, line {error.Start.Line}: this is no line of the form \"question: answer\". {error.Message}");
        }

        if (yaml.Documents.Count == 0)
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        return yaml.Documents[0].RootNode is YamlMappingNode lines
            ? lines.Children.Select(line => Read(line.Key, line.Value, file, questions)).Where(answer => answer.Value.Length > 0).ToImmutableSortedDictionary()
            : throw new CourseException($"{file}, line {yaml.Documents[0].RootNode.Start.Line}: expected lines of the form \"question: answer\", such as \"{questions.FirstOrDefault() ?? "share"}: 33\".");
    }

    /// <summary>The sheet with another answer to one question; everything else in it stays as it is.</summary>
    public static string With(string text, string question, string answer)
    {
        string[] lines = text.Split('\n');
        int place = Array.FindIndex(lines, line => line.StartsWith($"{question}:", StringComparison.Ordinal));
        if (place < 0)
        {
            return $"{text.TrimEnd('\n')}\n{Line(question, answer)}\n".TrimStart('\n');
        }

        lines[place] = Line(question, answer);
        return string.Join('\n', lines);
    }

    /// <summary>What an answer looks like, in a few words.</summary>
    public static string Expects(QuestionDefinition question) => question.Kind switch
    {
        QuestionKind.Choice => "one letter",
        QuestionKind.Several => "all letters that are right, as in: a, c",
        QuestionKind.Number => question.Unit is { Length: > 0 } unit ? $"a number ({unit})" : "a number",
        QuestionKind.Address => "an IP address",
        QuestionKind.Outcome => "answered, refused or timeout",
        _ => "a word",
    };

    private static KeyValuePair<string, string> Read(YamlNode key, YamlNode value, string file, IReadOnlyCollection<string> questions)
    {
        string id = (key as YamlScalarNode)?.Value ?? "";
        if (!questions.Contains(id))
        {
            throw new CourseException($"{file}, line {key.Start.Line}: there is no question \"{id}\". The questions are: {string.Join(", ", questions)}.");
        }

        return new(id, value switch
        {
            YamlScalarNode { Value: { } word, Style: not ScalarStyle.Plain } => word.Trim(),
            YamlScalarNode { Value: "~" or "null" or null } => "",
            YamlScalarNode { Value: { } word } => word.Trim(),
            YamlSequenceNode several => string.Join(", ", several.Children.OfType<YamlScalarNode>().Select(one => one.Value)),
            _ => throw new CourseException($"{file}, line {value.Start.Line}: the answer to \"{id}\" is to be a word, a number or letters."),
        });
    }

    // Quoted only where YAML would read something else.
    private static string Line(string id, string answer) => answer.Length == 0 ? $"{id}:"
        : answer.All(sign => char.IsLetterOrDigit(sign) || sign is '.' or '-' or '_' or ',' or ' ' or '/' or '%' or ':') && char.IsLetterOrDigit(answer[0]) && !answer.EndsWith(':') && !answer.Contains(": ", StringComparison.Ordinal)
            ? $"{id}: {answer}"
            : $"{id}: '{answer.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Comment(StringBuilder text, string lead, string words)
    {
        string indent = new(' ', lead.Length);
        var line = new StringBuilder($"# {lead}");
        int empty = line.Length;
        foreach (string word in words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > empty && line.Length + word.Length > Width)
            {
                text.Append(line.ToString().TrimEnd()).Append('\n');
                line.Clear().Append("# ").Append(indent);
            }

            line.Append(word).Append(' ');
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
