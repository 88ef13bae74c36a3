using System.Collections.Immutable;

namespace Learn;

/// <summary>Which places stand above one another: each one column behind the last that leads to it.</summary>
internal static class FlowColumns
{
    /// <summary>The columns from left to right; in each, its places in the order of what leads to them.</summary>
    public static ImmutableArray<ImmutableArray<FlowNode>> Of(FlowModel model)
    {
        var depth = model.Nodes.ToDictionary(node => node.Id, _ => 0, StringComparer.Ordinal);

        // Chains that jump in a circle do not exist in a kernel; a text may pretend so, and must not keep us here.
        for (int round = 0; round < model.Nodes.Length; round++)
        {
            var changed = false;
            foreach (var link in model.Links.Where(link => depth[link.To] < depth[link.From] + 1 && depth[link.From] < model.Nodes.Length))
            {
                depth[link.To] = depth[link.From] + 1;
                changed = true;
            }

            if (!changed)
            {
                break;
            }
        }

        var columns = new List<ImmutableArray<FlowNode>>();
        var order = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var column in model.Nodes.GroupBy(node => depth[node.Id]).OrderBy(group => group.Key))
        {
            var sorted = column.OrderBy(node => node.Id == FlowModel.Passed ? double.MaxValue : Middle(model, node, order)).ToImmutableArray();
            for (int i = 0; i < sorted.Length; i++)
            {
                order[sorted[i].Id] = (i + 0.5) / sorted.Length;
            }

            columns.Add(sorted);
        }

        return [.. columns];
    }

    private static double Middle(FlowModel model, FlowNode node, Dictionary<string, double> order)
    {
        var before = model.Links.Where(link => link.To == node.Id && order.ContainsKey(link.From)).ToList();
        return before.Count == 0 ? 0 : before.Average(link => order[link.From]);
    }
}
