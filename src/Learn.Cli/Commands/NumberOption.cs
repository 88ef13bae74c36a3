using System.CommandLine;
using System.Globalization;

namespace Learn.Cli.Commands;

/// <summary>Options whose value is a whole number within limits.</summary>
internal static class NumberOption
{
    /// <summary>Makes one; a value outside the limits, or one that is no number, is an error that says what is expected.</summary>
    public static Option<int> Create(string name, string description, int smallest, int largest, int value)
        => new(name)
        {
            Description = $"{description} {smallest} to {largest.ToString("N0", CultureInfo.InvariantCulture)}.",
            HelpName = "N",
            DefaultValueFactory = _ => value,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest)
                {
                    return number;
                }

                result.AddError($"{name} takes a whole number from {smallest} to {largest}, not '{text}'.");
                return value;
            },
        };
}
