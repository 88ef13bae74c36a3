using YamlDotNet.RepresentationModel;

namespace Learn.Documents.Tests.Workflows;

/// <summary>A workflow of a code host, read strictly: a key that the host does not know is an error, as it is there.</summary>
internal sealed record WorkflowFile(string Name, IReadOnlyDictionary<string, string> Environment, IReadOnlyList<WorkflowStep> Steps)
{
    private static readonly string[] WorkflowKeys = ["name", "on", "permissions", "env", "concurrency", "jobs"];
    private static readonly string[] Triggers = ["push", "pull_request", "workflow_dispatch"];
    private static readonly string[] JobKeys = ["runs-on", "timeout-minutes", "steps"];
    private static readonly string[] StepKeys = ["name", "uses", "with", "run"];

    /// <summary>Reads the text of one with a single job.</summary>
    /// <exception cref="FormatException">A key is unknown or lacking.</exception>
    public static WorkflowFile Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        var root = Keys(stream.Documents.Single().RootNode, "the workflow", WorkflowKeys);
        Keys(Required(root, "on", "the workflow"), "on", Triggers);
        var jobs = Keys(Required(root, "jobs", "the workflow"), "jobs", null);
        var job = Keys(jobs.Values.Single(), "the job", JobKeys);
        Required(job, "runs-on", "the job");
        Required(job, "timeout-minutes", "the job");
        var steps = ((YamlSequenceNode)Required(job, "steps", "the job")).Select(Step).ToList();
        return new WorkflowFile(Text(Required(root, "name", "the workflow")), root.TryGetValue("env", out var environment) ? Texts(environment, "env") : new Dictionary<string, string>(), steps);
    }

    private static WorkflowStep Step(YamlNode node)
    {
        var step = Keys(node, "a step", StepKeys);
        string name = Text(Required(step, "name", "a step"));
        if (step.ContainsKey("run") == step.ContainsKey("uses") || (step.ContainsKey("with") && !step.ContainsKey("uses")))
        {
            throw new FormatException($"the step \"{name}\" either runs commands or uses an action with inputs");
        }

        return new WorkflowStep(
            name, step.TryGetValue("run", out var run) ? Text(run) : null, step.TryGetValue("uses", out var uses) ? Text(uses) : null,
            step.TryGetValue("with", out var inputs) ? Texts(inputs, name) : new Dictionary<string, string>());
    }

    private static Dictionary<string, YamlNode> Keys(YamlNode node, string what, string[]? known)
    {
        var keys = node is YamlMappingNode mapping ? mapping.Children.ToDictionary(pair => Text(pair.Key), pair => pair.Value) : throw new FormatException($"{what} is no mapping");
        return known is null || keys.Keys.Except(known).FirstOrDefault() is not { } strange ? keys : throw new FormatException($"{what} has the unknown key \"{strange}\"");
    }

    private static Dictionary<string, string> Texts(YamlNode node, string what) => Keys(node, what, null).ToDictionary(pair => pair.Key, pair => Text(pair.Value));

    private static YamlNode Required(Dictionary<string, YamlNode> keys, string name, string what) => keys.TryGetValue(name, out var value) ? value : throw new FormatException($"{what} lacks \"{name}\"");

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? throw new FormatException($"a text is wanted at {node.Start}");
}
