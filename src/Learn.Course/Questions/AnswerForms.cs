using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Learn.Course;

/// <summary>Answers as people write them, in the form in which they can be compared.</summary>
internal static partial class AnswerForms
{
    private static readonly string[] Answered = ["answered", "answer", "answers", "ok", "200", "success", "succeeds", "works"];
    private static readonly string[] Refused = ["refused", "refuse", "refusal", "connectionrefused", "reject", "rejected", "reset", "rst", "econnrefused"];
    private static readonly string[] TimedOut = ["timeout", "timesout", "timedout", "timingout", "drop", "dropped", "noanswer", "lost", "hangs", "etimedout", "connectiontimedout", "connectiontimeout"];

    /// <summary>The letters of a choice: <c>b</c>, <c>b)</c>, <c>a, c</c>, <c>a and c</c>, <c>ac</c>.</summary>
    public static IEnumerable<string> LettersIn(string text)
        => Conjunction().Replace(text.ToLowerInvariant(), " ").Where(char.IsAsciiLetter).Select(letter => letter.ToString()).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Whether a text is letters of a choice and nothing else.</summary>
    public static bool AreLetters(string text) => Letters().IsMatch(Conjunction().Replace(text.ToLowerInvariant(), " "));

    /// <summary>A number; null if it is none. Its unit, or one percent sign, may follow.</summary>
    public static double? Number(string text, string? unit)
    {
        string number = text.Trim();
        foreach (string end in UnitForms(unit))
        {
            if (number.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            {
                number = number[..^end.Length].TrimEnd();
                break;
            }
        }

        number = Thousands().IsMatch(number) ? number.Replace(",", "", StringComparison.Ordinal) : number.Replace(',', '.');
        return PlainNumber().IsMatch(number) && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
    }

    /// <summary>A word: without case and spaces.</summary>
    public static string Word(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).Trim('"', '`', '\'').ToLowerInvariant();

    /// <summary>An address; null if it is none.</summary>
    public static IPAddress? Address(string text)
    {
        text = text.Trim().Trim('[', ']', '`', '"');
        // What .NET takes for an address in short (10.1 is 10.0.0.1) is a slip of the pen here.
        return IPAddress.TryParse(text, out var address) && (address.AddressFamily == AddressFamily.InterNetworkV6 ? !text.Contains('%', StringComparison.Ordinal) : text.Count(letter => letter == '.') == 3)
            ? address
            : null;
    }

    /// <summary>How a request ends: <c>answered</c>, <c>refused</c> or <c>timeout</c>; null if it says neither.</summary>
    public static string? Outcome(string text)
    {
        string word = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Answered.Contains(word) ? "answered" : Refused.Contains(word) ? "refused" : TimedOut.Contains(word) ? "timeout" : null;
    }

    private static IEnumerable<string> UnitForms(string? unit)
    {
        if (unit is null or "%")
        {
            return ["%", "percent", "per cent"];
        }

        return unit.EndsWith('s') ? [unit, unit[..^1]] : [unit];
    }

    [GeneratedRegex(@"\b(and|or)\b|[,;.&+()\s]")]
    private static partial Regex Conjunction();

    [GeneratedRegex(@"^\s*([a-z]+|[a-z](\s+[a-z])*)\s*$")]
    private static partial Regex Letters();

    [GeneratedRegex(@"^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)$")]
    private static partial Regex PlainNumber();
}
