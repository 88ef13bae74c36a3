using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>A command of <c>kubectl rollout</c>: its words name Deployments.</summary>
internal abstract class RolloutCommand(string word) : KubectlCommand
{
    public override string Name => $"rollout {Word}";

    /// <summary>The word behind <c>rollout</c>.</summary>
    protected string Word { get; } = word;

    public override string Usage => "(deployment NAME | deployment/NAME)";

    public override ArgumentSort Arguments => ArgumentSort.Workloads;

    /// <summary>The Deployments that the words name.</summary>
    /// <exception cref="CellException">They name none, or other objects.</exception>
    protected async Task<IReadOnlyList<NamespacedName>> DeploymentsAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        if (choice.Wanted.Count == 0)
        {
            throw KubectlErrors.Misused(this, "required resource not specified");
        }

        if (choice.Wanted.FirstOrDefault(one => one.Kind != ResourceKind.Deployment).Kind is { } other)
        {
            throw KubectlErrors.Mistake($"{other.Plural} \"{string.Join(' ', choice.Wanted[0].Names)}\" {Word} is not supported: Deployments have rollouts, a {other.Singular} has none");
        }

        var missing = new List<string>();
        var found = choice.Find(call.Cluster, missing).SelectMany(group => group.Objects).ToList();
        return missing.Count > 0
            ? throw new CellException(string.Join('\n', missing))
            : [.. found.Select(one => new NamespacedName(one.Metadata.NamespaceProperty, one.Metadata.Name))];
    }
}
