using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn trace</c>: one real request in a running lab, with the kernel's own trace of its way, beside the walk.</summary>
internal static class TraceCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(LabConversation conversation)
    {
        var target = new Argument<string>("TARGET") { Description = "What it is sent to: a URL for curl (http://my-service), or udp://NAME:PORT for a datagram." };
        var from = new Option<string?>("--from") { Description = "Where it is sent from: client, node/NAME, pod/NAME or toolbox (the default).", HelpName = "HOST" };
        var json = new Option<bool>("--json") { Description = "Writes JSON instead of text." };
        var lab = LabOption.Create();
        var command = new Command(
            "trace", "Sends one real request and shows its way through every table and chain, as the kernel tells it, beside the walk. Ends with 1 if the two disagree.")
        {
            target, from, json, lab,
        };
        command.SetAction((parsed, cancellationToken) => conversation.RunAsync(
            parsed.GetValue(lab), new LabRequest.Trace(parsed.GetRequiredValue(target), parsed.GetValue(from), parsed.GetValue(json)), cancellationToken));
        return command;
    }
}
