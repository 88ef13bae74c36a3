using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn watch</c>: each sync of kube-proxy in a running lab, as it happens.</summary>
internal static class WatchCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var node = SyncsCommand.NodeOption();
        var json = SyncsCommand.JsonOption();
        var past = new Option<bool>("--past") { Description = "Begins with the syncs that are kept, the last hundred of each node." };
        var lab = LabOption.Create();
        var command = new Command("watch", "Shows each sync of kube-proxy as it happens, until Ctrl-C: why, full or partial, rules, times, and what changed.") { node, past, json, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var remote = await LabChoice.FindAsync(parsed.GetValue(lab), cancellationToken);
            var request = new LabRequest.WatchSyncs(parsed.GetValue(past) ? 0 : null, parsed.GetValue(node), parsed.GetValue(json));
            await error.WriteLineAsync($"Watching {(request.Node is { } name ? name : "all nodes")} of the lab {remote.Name}. Ctrl-C ends it.");
            return await FollowAsync(remote, request, output, error, cancellationToken);
        });
        return command;
    }

    // The lab answers as soon as something happened, or after a while with nothing; the cursor makes sure that no sync is missed or told twice.
    private static async Task<int> FollowAsync(RemoteLab lab, LabRequest.WatchSyncs request, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        while (true)
        {
            var reply = await lab.AskAsync(request, cancellationToken);
            await output.WriteAsync(reply.Output);
            await output.FlushAsync(cancellationToken);
            await error.WriteAsync(reply.Error);
            if (reply.ExitCode != ExitCode.Done || reply.Cursor is not { } cursor)
            {
                return reply.ExitCode;
            }

            request = request with { After = cursor };
        }
    }
}
