using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>The selector line of a <c>#!walk</c> cell, read.</summary>
/// <param name="Question">What is asked.</param>
/// <param name="Rules">The variable that holds the rules; null for those of the lab, or those below the line.</param>
internal sealed record WalkLine(WalkQuestion Question, string? Rules)
{
    public const string Usage = "#!walk [--from HOST] [--proto udp] [--rules NAME] [--as NAME] TARGET[:PORT]";

    /// <summary>The options that there are.</summary>
    public static IReadOnlyList<CellOption> Options { get; } =
    [
        new("--from", "HOST", "where the packet is sent: toolbox, client, node/NAME or pod/NAME; with rules of your own, an address"),
        new("--proto", "PROTOCOL", "tcp (default), udp or sctp"),
        new("--rules", "NAME", "a C# variable with rules: a Ruleset, or the text of iptables-save"),
        new("--in-interface", "NAME", "rules of your own: the interface by which it comes in", "-i"),
        new("--out-interface", "NAME", "rules of your own: the interface by which it leaves", "-o"),
        new("--mark", "NUMBER", "rules of your own: the mark of the packet"),
        new("--state", "STATE", "rules of your own: the state of the connection"),
        new("--local-address", "ADDRESS", "rules of your own: an address of the node; may be repeated"),
        new("--local-process", null, "rules of your own: a process of the node sends it"),
    ];

    /// <summary>Reads a line.</summary>
    /// <exception cref="CellException">It has a mistake.</exception>
    public static WalkLine Read(string line)
    {
        var words = CommandWords.Split(line).Select(word => word.Text).ToList();
        var question = new WalkQuestion { To = "" };
        string? rules = null;
        for (var at = 0; at < words.Count; at++)
        {
            var (name, value) = words[at].StartsWith("--", StringComparison.Ordinal) && words[at].Split('=', 2) is [var before, var behind] ? (before, behind) : (words[at], null);
            if (!name.StartsWith('-'))
            {
                question = question.To.Length == 0 ? question with { To = name } : throw Mistake($"There are two targets, {question.To} and {name}.");
                continue;
            }

            var option = Options.FirstOrDefault(each => each.IsCalled(name)) ?? throw Mistake($"There is no option {name}.");
            if (option.Value is not null && value is null)
            {
                value = ++at < words.Count ? words[at] : throw Mistake($"{name} needs a value: {name} {option.Value}.");
            }

            rules = option.Name == "--rules" ? value : rules;
            question = Set(question, option.Name, value ?? "");
        }

        return question.To.Length > 0 ? new WalkLine(question, rules) : throw Mistake("Say where the packet goes, for example:  #!walk my-service");
    }

    private static WalkQuestion Set(WalkQuestion question, string option, string value) => option switch
    {
        "--from" => question with { From = value },
        "--proto" => question with { Protocol = value },
        "--in-interface" => question with { InInterface = value },
        "--out-interface" => question with { OutInterface = value },
        "--mark" => question with { Mark = value },
        "--state" => question with { State = value },
        "--local-address" => question with { LocalAddresses = [.. question.LocalAddresses, value] },
        "--local-process" => question with { IsFromLocalProcess = true },
        _ => question,
    };

    private static CellException Mistake(string message) => new($"{message}\nUsage: {Usage}");
}
