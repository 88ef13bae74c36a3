using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn scale</c> and <c>learn rollout</c>: Deployments at work.</summary>
internal static class RolloutCommands
{
    private const int MostReplicas = 10_000;
    private const string Status = "status";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes <c>scale</c>.</summary>
    public static Command Scale(LabConversation conversation)
    {
        var words = ObjectWords.One("deployment/web, rs/web-5d8");
        var replicas = NumberOption.CreateOptional("--replicas", "How many Pods there shall be,", 0, MostReplicas);
        replicas.Required = true;
        var ns = ObjectWords.Namespace();
        var lab = LabOption.Create();
        var command = new Command("scale", "Sets the number of replicas, and returns when they are there.") { words, replicas, ns, lab };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (kind, name) = ObjectWords.Read(parsed.GetRequiredValue(words));
            return conversation.RunAsync(parsed.GetValue(lab), new LabRequest.Scale(kind, name, parsed.GetRequiredValue(ns), parsed.GetValue(replicas)!.Value), cancellationToken);
        });
        return command;
    }

    /// <summary>Makes <c>rollout</c>.</summary>
    public static Command Rollout(LabConversation conversation) => new("rollout", "Watches and directs the rollout of a Deployment.")
    {
        Create(Status, "Tells how far it is, until it is done or has failed (exit code 1).", conversation),
        Create("restart", "Replaces all Pods by new ones.", conversation),
        Create("undo", "Goes back to an earlier template.", conversation),
        Create("pause", "Lets it rest.", conversation),
        Create("resume", "Lets it go on.", conversation),
        Create("history", "Lists the revisions.", conversation),
    };

    private static Command Create(string action, string description, LabConversation conversation)
    {
        var words = ObjectWords.One("deployment/web");
        var ns = ObjectWords.Namespace();
        var lab = LabOption.Create();
        var revision = NumberOption.CreateOptional("--to-revision", "The revision to go back to; without it the one before.", 1, int.MaxValue);
        var watch = new Option<bool>("--watch") { Description = "Waits until it is done. Default: true.", DefaultValueFactory = _ => true };
        var command = new Command(action, description) { words, ns, lab };
        if (action == "undo")
        {
            command.Add(revision);
        }
        else if (action == Status)
        {
            command.Add(watch);
        }

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (kind, name) = ObjectWords.Read(parsed.GetRequiredValue(words));
            if (!Cluster.ResourceKind.Deployment.Equals(Cluster.ResourceKind.FindByName(kind)))
            {
                throw new LabException($"\"{kind}\" has no rollouts; Deployments have.");
            }

            var request = new LabRequest.Rollout(action, name, parsed.GetRequiredValue(ns), action == "undo" ? parsed.GetValue(revision) ?? 0 : 0);
            return action == Status && parsed.GetValue(watch)
                ? await WatchAsync(conversation, await LabChoice.FindAsync(parsed.GetValue(lab), cancellationToken), request, cancellationToken)
                : await conversation.RunAsync(parsed.GetValue(lab), request, cancellationToken);
        });
        return command;
    }

    // A sentence each time that there is another one, as kubectl does.
    private static async Task<int> WatchAsync(LabConversation conversation, RemoteLab lab, LabRequest.Rollout request, CancellationToken cancellationToken)
    {
        string last = "";
        while (true)
        {
            var reply = await conversation.AskAsync(lab, request, cancellationToken);
            if (reply.Output != last || reply.Error.Length > 0)
            {
                await conversation.PrintAsync(reply);
                last = reply.Output;
            }

            if (reply.ExitCode == ExitCode.Done || reply.Error.Length > 0)
            {
                return reply.ExitCode;
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
