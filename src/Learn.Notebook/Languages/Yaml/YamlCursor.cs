namespace Learn.Notebook;

/// <summary>
/// Where the cursor is in a manifest that is still being written and so may not be YAML yet: found by indentation, line by line, and within braces
/// and brackets of the cursor's own line.
/// </summary>
/// <param name="ApiVersion">The document's apiVersion, or null.</param>
/// <param name="Kind">The document's kind, or null.</param>
/// <param name="Path">The keys that lead to the map or list around the cursor; list elements have no step of their own.</param>
/// <param name="Key">The key whose value is being written; null where a key (or an element of a list) is.</param>
/// <param name="Begun">What of the word stands before the cursor.</param>
/// <param name="Start">Index of the word in the text.</param>
/// <param name="End">Its end.</param>
/// <param name="Siblings">The keys that the map around the cursor has already, the cursor's own left out.</param>
internal sealed record YamlCursor(string? ApiVersion, string? Kind, IReadOnlyList<string> Path, string? Key, string Begun, int Start, int End, IReadOnlySet<string> Siblings)
{
    /// <summary>The whole word at the cursor.</summary>
    public required string Word { get; init; }

    /// <summary>Finds it.</summary>
    public static YamlCursor At(string text, int cursor)
    {
        var lineStart = text.LastIndexOf('\n', Math.Max(0, cursor - 1), cursor) + 1;
        var lineEnd = text.IndexOf('\n', cursor) is >= 0 and var found ? found : text.Length;
        var document = DocumentAround(text, lineStart);
        var lines = document.Text.Split('\n').Select(line => YamlLine.Of(line.TrimEnd('\r'))).ToList();
        var number = document.Text.AsSpan(0, lineStart - document.Start).Count('\n');
        var column = cursor - lineStart;
        var line = text[lineStart..lineEnd];
        var place = PlaceIn(lines, number, column);
        var start = column - place.Begun.Length;
        var end = column;
        while (end < line.Length && IsOfWord(line[end], place.Key is not null))
        {
            end++;
        }

        return new YamlCursor(
            RootValue(lines, "apiVersion"), RootValue(lines, "kind"), place.Path, place.Key, place.Begun, lineStart + start, lineStart + end, place.Siblings)
        {
            Word = line[start..end],
        };
    }

    private static bool IsOfWord(char character, bool isValue) => char.IsLetterOrDigit(character) || character is '-' or '_' or '.' or '/' || isValue && character == ':';

    private static (string Text, int Start) DocumentAround(string text, int lineStart)
    {
        var start = 0;
        var end = text.Length;
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            if (text.AsSpan(at).StartsWith("---"))
            {
                if (at < lineStart || at == 0)
                {
                    start = Math.Min(next, lineStart);
                }
                else
                {
                    end = at;
                    break;
                }
            }

            at = next;
        }

        return (text[start..Math.Max(start, end)], start);
    }

    private static string? RootValue(List<YamlLine> lines, string key) =>
        lines.FirstOrDefault(line => line is { Column: 0, Dashes.Count: 0 } && line.Key == key)?.Value.Trim('"', '\'') is { Length: > 0 } value ? value : null;

    private static Place PlaceIn(List<YamlLine> lines, int number, int column)
    {
        var text = lines[number].Text;
        var typed = YamlLine.Of(text[..Math.Min(column, text.Length)]);
        var path = new List<string>();
        var siblings = new HashSet<string>(StringComparer.Ordinal);
        var own = typed.Column;
        Climb(lines, number, own, typed.Dashes, path, siblings);
        if (typed.Key is { } key && typed.ValueStart >= 0)
        {
            var value = typed.Text[typed.ValueStart..];
            if (value.IndexOfAny(['{', '[']) == 0)
            {
                path.Add(key);
                return InFlow(value, path);
            }

            return new Place(path, key, value.TrimStart('"', '\''), siblings);
        }

        var begun = typed.Text[Math.Min(typed.Column, typed.Text.Length)..];
        return begun.StartsWith('{') || begun.StartsWith('[') ? InFlow(begun, path) : new Place(path, null, begun, siblings);
    }

    /// <summary>Goes up from a line to the root, and collects the keys that lead there, and the other keys of the innermost map.</summary>
    private static void Climb(List<YamlLine> lines, int number, int column, IReadOnlyList<int> dashes, List<string> path, HashSet<string> siblings)
    {
        // The keys of the same map below the cursor, then those above it until its first line.
        for (var below = number + 1; below < lines.Count && (lines[below].IsBlank || lines[below].Column >= column); below++)
        {
            if (lines[below].Dashes.Any(dash => dash < column))
            {
                break;
            }

            if (lines[below].Column == column && lines[below].Key is { } key)
            {
                siblings.Add(key);
            }
        }

        // Parents stand further left; that of a list may stand right above its hyphens.
        var limit = dashes.Count > 0 ? dashes[0] + 1 : column;
        var isWithin = dashes.Count == 0;
        for (var above = number - 1; above >= 0; above--)
        {
            var line = lines[above];
            if (line.IsBlank && line.Dashes.Count == 0)
            {
                continue;
            }

            if (isWithin && line.Column == column && line.Key is { } sibling)
            {
                siblings.Add(sibling);
            }

            if (line.Key is { } parent && line.Column < limit)
            {
                if (line.Value.Length == 0)
                {
                    path.Insert(0, parent);
                }

                limit = line.Column;
                isWithin = false;
            }

            if (line.Dashes.LastOrDefault(dash => dash < limit, -1) is >= 0 and var hyphen)
            {
                limit = Math.Min(limit, hyphen + 1);
                isWithin = false;
                if (line.Dashes[0] < hyphen)
                {
                    limit = line.Dashes[0] + 1;
                }
            }

            if (limit <= 0)
            {
                break;
            }
        }
    }

    /// <summary>Within braces and brackets, up to the cursor.</summary>
    private static Place InFlow(string text, List<string> path)
    {
        var levels = new Stack<Level>();
        var word = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '{' or '[':
                    levels.Push(new Level(text[i] == '{'));
                    word = i + 1;
                    break;
                case '}' or ']':
                    levels.TryPop(out _);
                    word = i + 1;
                    break;
                case ',':
                    if (levels.TryPeek(out var ended))
                    {
                        ended.Key = null;
                    }

                    word = i + 1;
                    break;
                case ':' when levels.TryPeek(out var map) && map.IsMap && (i + 1 == text.Length || text[i + 1] is ' '):
                    map.Key = text[word..i].Trim().Trim('"', '\'');
                    map.Keys.Add(map.Key);
                    word = i + 1;
                    break;
                default:
                    break;
            }
        }

        var begun = text[word..].TrimStart(' ', '"', '\'');
        if (!levels.TryPop(out var inner))
        {
            return new Place(path, null, begun, new HashSet<string>(StringComparer.Ordinal));
        }

        path.AddRange(levels.Reverse().Select(level => level.Key).OfType<string>());
        return new Place(path, inner.Key, begun, inner.Keys);
    }

    private sealed class Level(bool isMap)
    {
        public bool IsMap => isMap;

        public string? Key { get; set; }

        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Place(IReadOnlyList<string> Path, string? Key, string Begun, IReadOnlySet<string> Siblings);
}
