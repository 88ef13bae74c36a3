using System.Globalization;

namespace Learn.Netfilter;

/// <summary>The arguments of one call of iptables, sorted.</summary>
/// <param name="Table">The table; filter if none is given.</param>
/// <param name="Command">The command in its short form.</param>
/// <param name="Chain">The chain, if one is given.</param>
/// <param name="Number">The number of a rule; 0 if none is given.</param>
/// <param name="Rest">Everything else: the rule, or the policy.</param>
internal sealed record IptablesCall(string Table, string Command, string? Chain, int Number, IReadOnlyList<string> Rest)
{
    internal static IptablesCall? Read(IReadOnlyList<string> arguments)
    {
        string table = "filter";
        string? command = null, chain = null;
        int number = 0;
        var rest = new List<string>();
        for (int index = 0; index < arguments.Count; index++)
        {
            string argument = arguments[index];
            bool hasNext = index + 1 < arguments.Count;
            if (argument is "-t" or "--table" && hasNext)
            {
                table = arguments[++index];
            }
            else if (argument is "-w" or "--wait")
            {
                index += hasNext && IsNumber(arguments[index + 1], out _) ? 1 : 0;
            }
            else if (argument is "-W" or "--wait-interval" && hasNext)
            {
                index++;
            }
            else if (command is null && Short(argument) is { } found)
            {
                command = found;
                if (hasNext && !arguments[index + 1].StartsWith('-'))
                {
                    chain = arguments[++index];
                }

                if (command is "-I" or "-D" && index + 1 < arguments.Count && IsNumber(arguments[index + 1], out number))
                {
                    index++;
                }
            }
            else
            {
                rest.Add(argument);
            }
        }

        return command is null ? null : new IptablesCall(table, command, chain, number, rest);
    }

    internal Rule Rule(IpFamily family) => RuleParser.Parse(Rest, family);

    private static bool IsNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static string? Short(string argument) => argument switch
    {
        "-N" or "--new-chain" => "-N",
        "-A" or "--append" => "-A",
        "-I" or "--insert" => "-I",
        "-D" or "--delete" => "-D",
        "-C" or "--check" => "-C",
        "-F" or "--flush" => "-F",
        "-X" or "--delete-chain" => "-X",
        "-P" or "--policy" => "-P",
        "-S" or "--list-rules" => "-S",
        _ => null,
    };
}
