using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn syncs</c>: what kube-proxy gave to iptables-restore in a running lab.</summary>
internal static class SyncsCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(LabConversation conversation)
    {
        var number = new Argument<long?>("NUMBER") { Description = "The sync to show, chain by chain, beside the one before. Without it: a table of all that are kept.", Arity = ArgumentArity.ZeroOrOne };
        var payload = new Option<bool>("--payload") { Description = "Prints exactly what iptables-restore read in that sync, and nothing else." };
        var node = NodeOption();
        var json = JsonOption();
        var lab = LabOption.Create();
        var command = new Command("syncs", "Lists the last syncs of kube-proxy, or shows what one of them wrote.") { number, payload, node, json, lab };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(payload) && parsed.GetValue(number) is null
            ? throw new LabException("Say of which sync: learn syncs NUMBER --payload. learn syncs lists the numbers.")
            : conversation.RunAsync(
                parsed.GetValue(lab),
                new LabRequest.ShowSyncs(parsed.GetValue(node), parsed.GetValue(number), parsed.GetValue(payload), parsed.GetValue(json)),
                cancellationToken));
        return command;
    }

    /// <summary>The option <c>--node</c>.</summary>
    public static Option<string?> NodeOption() => new("--node") { Description = "Only this node.", HelpName = "NODE" };

    /// <summary>The option <c>--json</c>.</summary>
    public static Option<bool> JsonOption() => new("--json") { Description = "Prints a line of JSON for each." };
}
