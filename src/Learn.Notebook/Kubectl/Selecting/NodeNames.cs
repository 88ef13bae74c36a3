using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>The nodes that a call names.</summary>
internal static class NodeNames
{
    /// <summary>Their names, in order.</summary>
    /// <exception cref="CellException">There is no such node, or none is named.</exception>
    public static IReadOnlyList<string> Of(KubectlCall call)
    {
        // As an event or a listing writes it: node/worker-1.
        var names = call.Arguments.Select(word => word.StartsWith("node/", StringComparison.Ordinal) ? word["node/".Length..] : word).ToList();
        if (call.Flags["selector"] is { Length: > 0 } labels)
        {
            return names.Count > 0
                ? throw KubectlErrors.Mistake("cannot specify both a node name and a --selector option")
                : [.. call.Cluster.List<V1Node>(selector: LabelWords.Read(labels)).Select(node => node.Metadata.Name)];
        }

        if (names.Count == 0)
        {
            throw KubectlErrors.Misused(call.Command, $"USAGE: {call.Command.Name} NODE [flags]");
        }

        return names.Find(name => call.Cluster.Get<V1Node>("", name) is null) is { } missing
            ? throw new CellException($"{KubectlErrors.NotFound(ResourceKind.Node, missing)}\nThe nodes are: {string.Join(", ", call.Cluster.List<V1Node>().Select(node => node.Metadata.Name))}.")
            : names;
    }
}
