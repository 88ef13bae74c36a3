using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Learn.Cli.Commands;

/// <summary>Options whose value is a whole number within limits.</summary>
internal static class NumberOption
{
    /// <summary>Makes one; a value outside the limits, or one that is no number, is an error that says what is expected.</summary>
    public static Option<int> Create(string name, string description, int smallest, int largest, int value)
        => new(name)
        {
            Description = Describe(description, smallest, largest),
            HelpName = "N",
            DefaultValueFactory = _ => value,
            CustomParser = result => Parse(result, name, smallest, largest) ?? value,
        };

    /// <summary>The same for a number that need not be given.</summary>
    public static Option<int?> CreateOptional(string name, string description, int smallest, int largest)
        => new(name)
        {
            Description = Describe(description, smallest, largest),
            HelpName = "N",
            CustomParser = result => Parse(result, name, smallest, largest),
        };

    private static string Describe(string description, int smallest, int largest)
        => $"{description} {smallest} to {largest.ToString("N0", CultureInfo.InvariantCulture)}.";

    private static int? Parse(ArgumentResult result, string name, int smallest, int largest)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest)
        {
            return number;
        }

        result.AddError($"{name} takes a whole number from {smallest} to {largest}, not '{text}'.");
        return null;
    }
}
