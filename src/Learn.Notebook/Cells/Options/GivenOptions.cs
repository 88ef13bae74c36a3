using System.Globalization;

namespace Learn.Notebook;

/// <summary>The options at the start of a selector line, and what stands behind them.</summary>
internal sealed class GivenOptions
{
    private readonly Dictionary<string, string?> values = new(StringComparer.Ordinal);
    private readonly string usage;

    private GivenOptions(string usage) => this.usage = usage;

    /// <summary>What stands behind the options, as written.</summary>
    public string Rest { get; private set; } = "";

    /// <summary>Reads options up to the first word that is none, or to <c>--</c>.</summary>
    /// <param name="line">The line behind the language's name.</param>
    /// <param name="known">The options that there are.</param>
    /// <param name="usage">Shown with errors.</param>
    /// <exception cref="CellException">An option is not known, given twice, or lacks its value.</exception>
    public static GivenOptions Read(string line, IReadOnlyList<CellOption> known, string usage)
    {
        var given = new GivenOptions(usage);
        var words = CommandWords.Split(line);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Text == "--")
            {
                given.Rest = line[words[i].End..].Trim();
                return given;
            }

            if (!words[i].Text.StartsWith('-') || words[i].Text.Length == 1)
            {
                given.Rest = line[words[i].Start..].Trim();
                return given;
            }

            var (name, value) = words[i].Text.Split('=', 2) is [var before, var behind] ? (before, behind) : (words[i].Text, null);
            var option = known.FirstOrDefault(each => each.IsCalled(name))
                ?? throw given.Mistake($"There is no option {name} here. There are: {string.Join(", ", known.Select(each => each.Name))}.");
            if (option.Value is not null && value is null)
            {
                value = ++i < words.Count ? words[i].Text : throw given.Mistake($"{option.Name} needs a value: {option.Name} {option.Value}.");
            }
            else if (option.Value is null && value is not null)
            {
                throw given.Mistake($"{option.Name} takes no value.");
            }

            if (!given.values.TryAdd(option.Name, value))
            {
                throw given.Mistake($"{option.Name} is given twice.");
            }
        }

        return given;
    }

    /// <summary>Whether an option was given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The value of an option; null where it was not given.</summary>
    public string? ValueOf(string name) => values.GetValueOrDefault(name);

    /// <summary>The value of an option as seconds; null where it was not given.</summary>
    /// <exception cref="CellException">It is no number above zero.</exception>
    public TimeSpan? SecondsOf(string name) => ValueOf(name) is not { } text ? null
        : double.TryParse(text.EndsWith('s') ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : throw Mistake($"{name} is \"{text}\"; it must be a number of seconds above 0, such as 10 or 0.5.");

    /// <summary>A mistake in the line, with how it is written.</summary>
    public CellException Mistake(string message) => new($"{message}\nUsage: {usage}");

    /// <summary>Refuses anything behind the options.</summary>
    /// <exception cref="CellException">There is something.</exception>
    public void RefuseRest()
    {
        if (Rest.Length > 0)
        {
            throw Mistake($"\"{Rest}\" is not understood here.");
        }
    }
}
