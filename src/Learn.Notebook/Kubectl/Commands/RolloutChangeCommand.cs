using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl rollout restart</c>, <c>undo</c>, <c>pause</c> and <c>resume</c>.</summary>
internal sealed class RolloutChangeCommand(string word, string summary) : RolloutCommand(word)
{
    public override string Summary => summary;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        .. word == "undo" ? [KubectlFlags.Number("to-revision", "The revision to go back to; 0, the default, for the one before.")] : (Flag[])[],
        KubectlFlags.Selector,
        KubectlFlags.Files,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var text = "";
        foreach (var name in await DeploymentsAsync(call, cancellationToken))
        {
            text += Change(call, name) + "\n";
        }

        return await call.SettledAsync(new KubectlOutput(text.Length == 0 ? "No resources found\n" : text), cancellationToken);
    }

    private string Change(KubectlCall call, NamespacedName name) => Word switch
    {
        "restart" => call.Cluster.RolloutRestart(name.Namespace, name.Name),
        "undo" => call.Cluster.RolloutUndo(name.Namespace, name.Name, call.Flags.Number("to-revision") ?? 0),
        "pause" => call.Cluster.RolloutPause(name.Namespace, name.Name),
        _ => call.Cluster.RolloutResume(name.Namespace, name.Name),
    };
}
