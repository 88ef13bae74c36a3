namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl explain</c>.</summary>
internal sealed class ExplainCommand : KubectlCommand
{
    public override string Name => "explain";

    public override string Summary => "Says what a kind or a field means.";

    public override string Usage => "KIND[.FIELD[.FIELD…]] [--recursive]";

    public override ArgumentSort Arguments => ArgumentSort.FieldPath;

    public override bool NeedsLab => false;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Switch("recursive", "The names of all fields within, without their meaning."),
        KubectlFlags.Text("api-version", "Accepted; the lab's cluster has one version of each kind."),
        KubectlFlags.Text("output", "plaintext, or plaintext-openapiv2, which is the same here.", 'o') with { Values = ["plaintext"] },
    ];

    public override Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (call.Arguments is not [var word])
        {
            throw KubectlErrors.Mistake(call.Arguments.Count == 0
                ? "You must specify the type of resource to explain. Use \"kubectl api-resources\" for a complete list of supported resources."
                : "We accept only this format: explain RESOURCE");
        }

        var parts = word.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return Task.FromResult(new KubectlOutput(FieldExplanation.Write(KindWords.Of(parts[0]), parts[1..], call.Flags.IsOn("recursive"))));
    }
}
