using Learn.Netfilter;

namespace Learn.Notebook;

/// <summary>One command of an iptables cell, read.</summary>
/// <param name="Program">As typed: <c>iptables</c>, <c>ip6tables-save</c>, …</param>
/// <param name="Place">The host it runs in; null for the first node.</param>
/// <param name="Arguments">What iptables itself is given.</param>
internal sealed record IptablesLine(string Program, string? Place, IReadOnlyList<string> Arguments)
{
    /// <summary>The programs that cells can run.</summary>
    public static readonly string[] Programs = ["iptables", "ip6tables", "iptables-save", "ip6tables-save"];

    /// <summary>The options that say where, and are not passed on.</summary>
    public static readonly CellOption[] PlaceOptions = [new("--node", "NODE", "the node it runs on; the first one without it"), CellOption.In];

    private static readonly string[] Changing =
    [
        "-A", "--append", "-I", "--insert", "-D", "--delete", "-R", "--replace", "-F", "--flush", "-N", "--new-chain", "-X", "--delete-chain", "-P", "--policy", "-E",
        "--rename-chain",
    ];

    /// <summary>Whether it is one of the two that print all rules.</summary>
    public bool IsSave => Program.EndsWith("-save", StringComparison.Ordinal);

    /// <summary>The family.</summary>
    public IpFamily Family => Program.StartsWith("ip6", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4;

    /// <summary>Whether it changes rules.</summary>
    public bool Changes => !IsSave && Arguments.Any(Changing.Contains);

    /// <summary>The table it names; null for none.</summary>
    public string? Table => TableOf(Arguments);

    /// <summary>Reads a command.</summary>
    /// <param name="line">With or without the program's name.</param>
    /// <param name="usual">The program where the line names none.</param>
    /// <exception cref="CellException">It has a mistake.</exception>
    public static IptablesLine Read(string line, string usual)
    {
        var words = CommandWords.Split(line).Select(word => word.Text).ToList();
        if (words is ["sudo", ..])
        {
            words.RemoveAt(0);
        }

        var program = usual;
        if (words.Count > 0 && Programs.Contains(words[0]))
        {
            program = words[0];
            words.RemoveAt(0);
        }

        string? place = null;
        var arguments = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var (name, value) = words[i].Split('=', 2) is [var before, var behind] ? (before, behind) : (words[i], null);
            if (PlaceOptions.FirstOrDefault(each => each.Name == name) is not { } option)
            {
                arguments.Add(words[i]);
                continue;
            }

            value ??= ++i < words.Count ? words[i] : throw new CellException($"{name} needs a value: {name} {option.Value}.");
            place = place is null
                ? name == "--node" && !value.StartsWith("node/", StringComparison.Ordinal) ? $"node/{value}" : value
                : throw new CellException("A command runs in one place: give --node or --in once.");
        }

        return new IptablesLine(program, place, arguments);
    }

    /// <summary>The table that some words name; null for none.</summary>
    public static string? TableOf(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "-t" or "--table" && i + 1 < words.Count)
            {
                return words[i + 1];
            }

            if (words[i].StartsWith("--table=", StringComparison.Ordinal))
            {
                return words[i]["--table=".Length..];
            }

            if (words[i].StartsWith("-t", StringComparison.Ordinal) && words[i].Length > 2)
            {
                return words[i][2..];
            }
        }

        return null;
    }
}
