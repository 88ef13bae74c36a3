using System.Text;

namespace Learn.Netfilter;

/// <summary>Reads a single rule: what stands after <c>-A chain</c>.</summary>
public static class RuleParser
{
    /// <summary>Reads a rule.</summary>
    /// <param name="text">For example <c>-p tcp --dport 80 -j ACCEPT</c>.</param>
    /// <param name="family">The address family.</param>
    /// <exception cref="FormatException">The text is no rule, for example because an option has no value.</exception>
    public static Rule Parse(string text, IpFamily family)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new RuleReader(family, new NameTable(0));
        return reader.Read(Encoding.UTF8.GetBytes(text), out var error)
            ?? throw new FormatException($"Expected {error.Expected} at column {error.Column + 1} of \"{text}\".");
    }

    /// <summary>Reads a rule from the arguments of a command.</summary>
    /// <param name="arguments">One argument each, without quotes, for example <c>-p</c>, <c>tcp</c>.</param>
    /// <param name="family">The address family.</param>
    /// <exception cref="FormatException">The arguments are no rule.</exception>
    public static Rule Parse(IEnumerable<string> arguments, IpFamily family)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return Parse(string.Join(' ', arguments.Select(QuotedText.OfArgument)), family);
    }
}
