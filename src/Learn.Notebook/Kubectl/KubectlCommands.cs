using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>All commands.</summary>
internal static class KubectlCommands
{
    /// <summary>The commands, in the order in which help lists them.</summary>
    public static IReadOnlyList<KubectlCommand> All { get; } =
    [
        new GetCommand(),
        new DescribeCommand(),
        new ExplainCommand(),
        new ApplyCommand(),
        new CreateCommand(),
        new CreateNamespaceCommand("namespace"),
        new CreateNamespaceCommand("ns"),
        new CreateDeploymentCommand(),
        new CreateServiceCommand("clusterip", "ClusterIP"),
        new CreateServiceCommand("nodeport", "NodePort"),
        new CreateServiceCommand("loadbalancer", "LoadBalancer"),
        new CreateServiceCommand("externalname", "ExternalName"),
        new ReplaceCommand(),
        new DeleteCommand(),
        new RunCommand(),
        new ExposeCommand(),
        new ScaleCommand(),
        new LabelCommand(),
        new AnnotateCommand(),
        new PatchCommand(),
        new SetImageCommand(),
        new SetSelectorCommand(),
        new RolloutStatusCommand(),
        new RolloutChangeCommand("restart", "Replaces all Pods by new ones, one after the other."),
        new RolloutChangeCommand("undo", "Goes back to an earlier template."),
        new RolloutChangeCommand("pause", "Lets rollouts rest."),
        new RolloutChangeCommand("resume", "Lets them go on."),
        new RolloutHistoryCommand(),
        new WaitCommand(),
        new CordonCommand(isSchedulable: false),
        new CordonCommand(isSchedulable: true),
        new DrainCommand(),
        new ExecCommand(),
        new LogsCommand(),
        new EventsCommand(),
        new ApiResourcesCommand(),
        new ApiVersionsCommand(),
        new VersionCommand(),
    ];

    // Commands of kubectl that make no sense here, with what does.
    private static readonly Dictionary<string, string> Absent = new(StringComparer.Ordinal)
    {
        ["attach"] = "the lab runs no images that one could attach to; kubectl exec POD -- COMMAND runs any program of this machine in a Pod",
        ["auth"] = "the lab's cluster has no users and no permissions",
        ["autoscale"] = "the lab's cluster has no HorizontalPodAutoscaler; kubectl scale sets the number of Pods",
        ["certificate"] = "the lab's cluster has no certificates",
        ["cluster-info"] = "the lab's API server is part of the notebook, without an address; kubectl get nodes -o wide and #!about tell about the lab",
        ["completion"] = "the notebook completes by itself: press Tab",
        ["config"] = "a notebook has one lab, and no kubeconfig",
        ["cp"] = "a Pod of the lab sees the files of this machine; there is nothing to copy",
        ["debug"] = "the lab runs no images; kubectl exec POD -- COMMAND runs any program of this machine in a Pod",
        ["diff"] = "kubectl apply --dry-run=server tells what would change",
        ["edit"] = "a cell is no editor: kubectl get KIND NAME -o yaml shows the manifest, kubectl apply -f - takes the changed one",
        ["kustomize"] = "the lab has no kustomize",
        ["plugin"] = "the lab's kubectl has no plugins",
        ["port-forward"] = "traffic is sent inside of the lab: a #!curl or #!sh cell reaches Pods and Services",
        ["proxy"] = "the lab's API server is no server that one could connect to",
        ["taint"] = "the lab's kubectl has no taint; kubectl cordon NODE lets no new Pods come to a node, kubectl drain NODE empties it",
        ["top"] = "Metrics API not available\nThe lab's containers run no images, so that there is nothing to measure",
    };

    /// <summary>The command that the first words name, and how many words that takes.</summary>
    /// <exception cref="CellException">There is none.</exception>
    public static (KubectlCommand Command, int Words) Find(IReadOnlyList<string> words)
    {
        for (var count = Math.Min(3, words.Count); count > 0; count--)
        {
            var name = string.Join(' ', words.Take(count));
            if (All.FirstOrDefault(command => command.Name == name) is { } found)
            {
                return (found, count);
            }
        }

        throw Unknown(words);
    }

    /// <summary>The list of commands.</summary>
    public static string Help()
    {
        var width = All.Max(command => command.Name.Length) + 2;
        return "kubectl controls the lab's cluster.\n\n"
            + string.Concat(All.Select(command => $"  {command.Name.PadRight(width)}{command.Summary}\n"))
            + "\nUse \"kubectl <command> --help\" for more information about a given command.\n";
    }

    private static CellException Unknown(IReadOnlyList<string> words)
    {
        var first = words[0];
        if (Absent.TryGetValue(first, out var reason))
        {
            return new CellException($"error: {reason}.");
        }

        var parts = All.Where(command => command.Name.StartsWith(first + " ", StringComparison.Ordinal)).ToList();
        if (parts.Count > 0)
        {
            var given = string.Join(' ', words.Take(2));
            return new CellException($"error: unknown command \"{given}\"\nThere are:\n{string.Concat(parts.Select(part => $"  kubectl {part.Name} {part.Usage}\n"))}".TrimEnd());
        }

        if (first.StartsWith('-'))
        {
            return new CellException($"error: a command is expected before the flags: kubectl get pods {first}\nSee 'kubectl --help' for usage.");
        }

        var nearest = Suggestion.Nearest(first, All.Select(command => command.Name.Split(' ')[0]).Distinct());
        return new CellException($"error: unknown command \"{first}\" for \"kubectl\"{(nearest is null ? "\nSee 'kubectl --help' for the commands." : $"\n\nDid you mean this?\n\t{nearest}")}");
    }
}
