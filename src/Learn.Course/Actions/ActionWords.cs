namespace Learn.Course;

/// <summary>Says in a few words what an action is.</summary>
internal static class ActionWords
{
    private const int Longest = 70;

    /// <summary>The action as one would call it: <c>scale deployment/web to 3</c>.</summary>
    /// <param name="action">The action.</param>
    /// <param name="render">Puts values in place.</param>
    public static string Of(ActionDefinition action, Func<string, string> render)
        => action switch
        {
            { Apply: { } apply } => "apply " + (apply.Trim().Contains('\n', StringComparison.Ordinal) ? "a manifest" : render(apply).Trim()),
            { Delete: { } name } => $"delete {render(name)}",
            { Scale: { } name } => $"scale {render(name)} to {render(action.Replicas ?? "?")}",
            { Unready: { } name } => $"make {render(name)} unready",
            { Ready: { } name } => $"make {render(name)} ready",
            { Fault: { } name } => $"{render(action.How ?? "?")} in {render(name)}",
            { Run: { } script } => $"run {Cut(render(script))}",
            { StopProxy: { } node } => $"stop kube-proxy on {Nodes(render(node))}",
            { StartProxy: { } node } => $"start kube-proxy on {Nodes(render(node))}",
            { Hold: { } target } => $"hold {render(target)}",
            _ => "nothing",
        };

    private static string Nodes(string node) => node == "all" ? "all nodes" : node;

    private static string Cut(string script)
    {
        string line = script.Trim().Split('\n')[0];
        return line.Length > Longest || script.Trim().Contains('\n', StringComparison.Ordinal) ? line[..Math.Min(line.Length, Longest)] + " …" : line;
    }
}
