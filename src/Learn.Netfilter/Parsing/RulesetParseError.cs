using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Something in a text that is no ruleset.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1, in bytes.</param>
/// <param name="Found">What stands there.</param>
/// <param name="Expected">What could have stood there, in words.</param>
public sealed record RulesetParseError(int Line, int Column, string Found, string Expected)
{
    /// <summary>The same in one sentence.</summary>
    public string Message => Found.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"Line {Line}, column {Column}: the line ends here, but {Expected} is expected.")
        : string.Create(CultureInfo.InvariantCulture, $"Line {Line}, column {Column}: found \"{Found}\", expected {Expected}.");

    /// <inheritdoc />
    public override string ToString() => Message;
}
