using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Cli.Notebooks.Html;

/// <summary>Text for a terminal as HTML: its colours (ECMA-48, "select graphic rendition") become classes; its other controls are left out.</summary>
internal static partial class AnsiMarkup
{
    /// <summary>The text, safe for a page.</summary>
    public static string Write(string text)
    {
        var html = new StringBuilder();
        var (style, open, last) = (new Style(), false, 0);
        foreach (Match sequence in Sequence().Matches(text))
        {
            Append(html, text[last..sequence.Index]);
            last = sequence.Index + sequence.Length;
            if (sequence.Value[^1] != 'm')
            {
                continue;
            }

            style = style.After(sequence.Groups["codes"].Value);
            html.Append(open ? "</span>" : "");
            open = style.Classes().Length > 0;
            html.Append(open ? $"<span class=\"{style.Classes()}\">" : "");
        }

        Append(html, text[last..]);
        return html.Append(open ? "</span>" : "").ToString();
    }

    private static void Append(StringBuilder html, string text) =>
        // Below a carriage return a line is written over; what stands last is what a terminal shows.
        html.Append(WebUtility.HtmlEncode(Overwritten().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), "")));

    [GeneratedRegex("\u001b(?:\\[(?<codes>[0-9;:?]*)[ -/]*[@-~]|\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)|[@-Z\\\\^_])", RegexOptions.CultureInvariant)]
    private static partial Regex Sequence();

    [GeneratedRegex("^[^\n]*\r(?!\n)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Overwritten();

    /// <summary>How the next characters look.</summary>
    private readonly record struct Style(bool IsBold, bool IsFaint, bool IsUnderlined, int? Colour, int? Background)
    {
        public Style After(string codes)
        {
            var style = this;
            var numbers = codes.Split(';', ':').Select(code => int.TryParse(code, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
            for (var i = 0; i < numbers.Length; i++)
            {
                if (numbers[i] is 38 or 48)
                {
                    // Colours out of 256 or of all: the first sixteen have names here, the others stay as they are.
                    var isNamed = numbers.ElementAtOrDefault(i + 1) == 5 && numbers.ElementAtOrDefault(i + 2) < 16;
                    if (isNamed)
                    {
                        style = numbers[i] == 38 ? style with { Colour = numbers[i + 2] } : style with { Background = numbers[i + 2] };
                    }

                    i += numbers.ElementAtOrDefault(i + 1) == 2 ? 4 : 2;
                    continue;
                }

                style = style.After(numbers[i]);
            }

            return style;
        }

        public string Classes() => string.Join(' ', ((string?[])
        [
            IsBold ? "b" : null, IsFaint ? "faint" : null, IsUnderlined ? "u" : null, Colour is { } colour ? $"fg{colour}" : null, Background is { } background ? $"bg{background}" : null,
        ]).OfType<string>());

        private Style After(int code) => code switch
        {
            0 => default,
            1 => this with { IsBold = true },
            2 => this with { IsFaint = true },
            4 => this with { IsUnderlined = true },
            22 => this with { IsBold = false, IsFaint = false },
            24 => this with { IsUnderlined = false },
            >= 30 and <= 37 => this with { Colour = code - 30 },
            39 => this with { Colour = null },
            >= 40 and <= 47 => this with { Background = code - 40 },
            49 => this with { Background = null },
            >= 90 and <= 97 => this with { Colour = code - 82 },
            >= 100 and <= 107 => this with { Background = code - 92 },
            _ => this,
        };
    }
}
