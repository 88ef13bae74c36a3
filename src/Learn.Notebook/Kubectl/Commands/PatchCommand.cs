using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary><c>kubectl patch</c>.</summary>
internal sealed class PatchCommand : KubectlCommand
{
    public override string Name => "patch";

    public override string Summary => "Changes fields of an object.";

    public override string Usage => "(KIND NAME | KIND/NAME) -p PATCH [--type strategic|merge|json]";

    public override ArgumentSort Arguments => ArgumentSort.Objects;

    public override IReadOnlyList<Flag> Flags { get; } =
    [
        KubectlFlags.Text("patch", "The patch, JSON or YAML.", 'p'),
        KubectlFlags.Text("patch-file", "A file with the patch."),
        KubectlFlags.Text("type", "How it is to be read. Default strategic.") with { Values = ["strategic", "merge", "json"] },
        KubectlFlags.Files,
        KubectlFlags.DryRun,
        KubectlFlags.Output,
        KubectlFlags.Template,
    ];

    public override async Task<KubectlOutput> RunAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        var patch = await PatchOfAsync(call, cancellationToken);
        var type = call.Flags["type"] switch
        {
            null or "strategic" => PatchType.Strategic,
            "merge" => PatchType.Merge,
            "json" => PatchType.Json,
            var other => throw KubectlErrors.Mistake($"--type must be one of [json merge strategic], not \"{other}\""),
        };
        var choice = await ChosenObjects.ReadAsync(call, cancellationToken);
        if (!choice.HasNames)
        {
            throw KubectlErrors.Mistake("one or more resources must be specified as <resource> <name> or <resource>/<name>");
        }

        var patched = new List<PatchResult>();
        foreach (var (kind, names) in choice.Wanted)
        {
            patched.AddRange(names.Select(name => call.Cluster.Patch(kind, choice.Namespace ?? "", name, patch, type, call.IsDryRun)));
        }

        List<ObjectGroup> groups = [.. patched.Select(one => new ObjectGroup(one.Kind, [one.Object]))];
        var text = ObjectPrinter.Of(call) is { } printer
            ? printer.Print(groups, groups.Count == 1)
            : string.Concat(patched.Select(one => $"{one}{call.DryRunNote}\n"));
        return await call.SettledAsync(new KubectlOutput(text, groups.Count == 1 ? patched[0].Object : ObjectValues.ListOf(groups)), cancellationToken);
    }

    private static async Task<string> PatchOfAsync(KubectlCall call, CancellationToken cancellationToken)
    {
        if (call.Flags["patch-file"] is not { } path)
        {
            return call.Flags["patch"] ?? throw KubectlErrors.Mistake("must specify --patch or --patch-file containing the contents of the patch");
        }

        try
        {
            return await File.ReadAllTextAsync(Path.Combine(call.WorkingDirectory, path), cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw KubectlErrors.Mistake($"unable to read patch file: {problem.Message}");
        }
    }
}
