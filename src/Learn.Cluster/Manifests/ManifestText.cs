namespace Learn.Cluster;

/// <summary>A part of a text that holds one document.</summary>
/// <param name="Text">Its text, including the line of its <c>---</c>.</param>
/// <param name="FirstLine">The line of the whole text with which it begins, from 1.</param>
internal readonly record struct ManifestPart(string Text, int FirstLine);

/// <summary>Cuts a text at its <c>---</c> lines, as kubectl does, before any YAML is read.</summary>
internal static class ManifestText
{
    /// <summary>The parts that hold more than blanks and comments.</summary>
    public static IEnumerable<ManifestPart> Split(string text)
    {
        var start = 0;
        var startLine = 1;
        var position = 0;
        for (var line = 1; position < text.Length; line++)
        {
            var end = text.IndexOf('\n', position);
            end = end < 0 ? text.Length : end + 1;
            if (position > start && IsSeparator(text.AsSpan(position, end - position))
                && !HasOnlyDirectives(text.AsSpan(start, position - start)))
            {
                if (HasContent(text.AsSpan(start, position - start)))
                {
                    yield return new(text[start..position], startLine);
                }

                start = position;
                startLine = line;
            }

            position = end;
        }

        if (start < text.Length && HasContent(text.AsSpan(start)))
        {
            yield return new(text[start..], startLine);
        }
    }

    /// <summary>One line of a text, without its end; null when the text has no such line.</summary>
    public static string? Line(string text, int line)
    {
        foreach (var candidate in text.AsSpan().EnumerateLines())
        {
            if (--line == 0)
            {
                return candidate.ToString();
            }
        }

        return null;
    }

    private static bool IsSeparator(ReadOnlySpan<char> line) =>
        line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3]));

    private static bool HasOnlyDirectives(ReadOnlySpan<char> part)
    {
        var directives = false;
        foreach (var line in part.EnumerateLines())
        {
            if (line.StartsWith("%", StringComparison.Ordinal))
            {
                directives = true;
            }
            else if (!IsBlankOrComment(line))
            {
                return false;
            }
        }

        return directives;
    }

    private static bool HasContent(ReadOnlySpan<char> part)
    {
        foreach (var line in part.EnumerateLines())
        {
            var rest = IsSeparator(line) ? line[3..] : line;
            if (!IsBlankOrComment(rest))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlankOrComment(ReadOnlySpan<char> line)
    {
        line = line.Trim().TrimStart('\uFEFF');
        return line.IsEmpty || line[0] == '#';
    }
}
