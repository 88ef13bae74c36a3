using System.Globalization;

namespace Learn.Notebook.Kubectl;

/// <summary>What stands behind a command.</summary>
internal sealed class FlagValues(IReadOnlyDictionary<string, List<string>> values, IReadOnlyList<string> arguments, int? dashes)
{
    /// <summary>The words that are no flags, those behind <c>--</c> included.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>The words before <c>--</c>.</summary>
    public IReadOnlyList<string> ArgumentsBeforeDashes { get; } = dashes is { } count ? [.. arguments.Take(count)] : arguments;

    /// <summary>The words behind <c>--</c>; null where there is none.</summary>
    public IReadOnlyList<string>? ArgumentsBehindDashes { get; } = dashes is { } count ? [.. arguments.Skip(count)] : null;

    /// <summary>The value of a flag; null where it was not given.</summary>
    public string? this[string flag] => values.TryGetValue(flag, out var given) ? given[^1] : null;

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => values.ContainsKey(flag);

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string flag, bool byDefault = false) => this[flag] is { } value ? value is "true" or "1" or "t" : byDefault;

    /// <summary>All values of a flag.</summary>
    public IReadOnlyList<string> All(string flag) => values.TryGetValue(flag, out var given) ? given : [];

    /// <summary>The value of a flag that takes a number.</summary>
    public long? Number(string flag) => this[flag] is { } value ? long.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>The value of a flag that takes a duration.</summary>
    public TimeSpan? Duration(string flag) => this[flag] is { } value ? GoDuration.TryParse(value) : null;
}
