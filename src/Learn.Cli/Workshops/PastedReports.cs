using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Learn.Cli.Doctor;

namespace Learn.Cli.Workshops;

/// <summary>Finds the reports of <c>learn doctor --json</c> in what people pasted: several in one text, with other words around them, some of them cut off.</summary>
internal static partial class PastedReports
{
    /// <summary>Reads them.</summary>
    /// <param name="text">What was pasted.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <returns>The reports in the order of the text, and a sentence for each that cannot be read.</returns>
    public static (IReadOnlyList<DoctorReport> Reports, IReadOnlyList<string> Damaged) Read(string text, string source)
    {
        // Mail quotes lines, and pages paste blanks that are none. No line is added or taken away, so that numbers of lines stay.
        text = Quotation().Replace(text, "").Replace('\u00a0', ' ');
        var reports = new List<DoctorReport>();
        var damaged = new List<string>();
        var starts = Start().Matches(text).Select(match => match.Index).ToList();
        for (int i = 0; i < starts.Count; i++)
        {
            string piece = text[starts[i]..(i + 1 < starts.Count ? starts[i + 1] : text.Length)];
            int line = 1 + text.AsSpan(0, starts[i]).Count('\n');
            if (piece.IndexOfAny(['\u201c', '\u201d', '\u201e']) is >= 0 and < 20)
            {
                damaged.Add($"{source}, line {line}: the program through which this report came has changed its quotation marks. Ask for it as a file: ./learn doctor --json > report.json");
                continue;
            }

            try
            {
                reports.Add(DoctorReportReader.Read(ObjectOf(piece), source, line));
            }
            catch (LabException problem)
            {
                damaged.Add(problem.Message);
            }
        }

        if (starts.Count == 0)
        {
            damaged.Add($"{source}: there is no report in it. './learn doctor --json' prints one, from the first brace to the last.");
        }

        return (reports, damaged);
    }

    // The object at the start of a text; all of the text where there is no whole one, so that the reader says why.
    private static string ObjectOf(string piece)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(piece);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            using var _ = JsonDocument.ParseValue(ref reader);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, (int)reader.BytesConsumed));
        }
        catch (JsonException)
        {
            return piece.TrimEnd();
        }
    }

    [GeneratedRegex("^(?:[ \t]*>)+ ?", RegexOptions.Multiline)]
    private static partial Regex Quotation();

    // The report's first field is there so that it can be recognised.
    [GeneratedRegex("\\{\\s*[\"\u201c\u201d\u201e]doctor[\"\u201c\u201d]")]
    private static partial Regex Start();
}
