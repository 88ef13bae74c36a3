using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn cordon</c>, <c>uncordon</c> and <c>drain</c>.</summary>
internal static class NodeCommands
{
    /// <summary>Makes <c>cordon</c>.</summary>
    public static Command Cordon(LabConversation conversation)
        => Create("cordon", "Lets no new Pods come to a node.", (node, _) => new LabRequest.Schedulable(node, IsSchedulable: false), conversation);

    /// <summary>Makes <c>uncordon</c>.</summary>
    public static Command Uncordon(LabConversation conversation)
        => Create("uncordon", "Lets Pods come to a node again.", (node, _) => new LabRequest.Schedulable(node, IsSchedulable: true), conversation);

    /// <summary>Makes <c>drain</c>.</summary>
    public static Command Drain(LabConversation conversation)
    {
        var force = new Option<bool>("--force") { Description = "Also Pods that nothing would create anew." };
        var command = Create("drain", "Cordons a node and evicts its Pods, and returns when they are gone.", (node, parsed) => new LabRequest.Drain(node, parsed.GetValue(force)), conversation);
        command.Add(force);
        return command;
    }

    private static Command Create(string name, string description, Func<string, ParseResult, LabRequest> ask, LabConversation conversation)
    {
        var node = new Argument<string>("NODE") { Description = "The node." };
        var lab = LabOption.Create();
        var command = new Command(name, description) { node, lab };
        command.SetAction((parsed, cancellationToken) => conversation.RunAsync(
            parsed.GetValue(lab), ask(Plain(parsed.GetRequiredValue(node)), parsed), cancellationToken));
        return command;
    }

    // As an event or a listing writes it.
    private static string Plain(string node) => node.StartsWith("node/", StringComparison.Ordinal) ? node["node/".Length..] : node;
}
