using System.Net.Sockets;
using System.Text;
using Learn.Netfilter;

namespace Learn;

/// <content>Reading the rules that are in the kernel.</content>
public sealed partial class Lab
{
    /// <summary>What <c>iptables-save</c> prints on a node.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="table">One table, or null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<string> IptablesSaveAsync(string? node = null, string? table = null, CancellationToken cancellationToken = default)
        => Encoding.UTF8.GetString((await ReadRulesAsync(FindNode(node), table, cancellationToken)).Span);

    /// <summary>The rules of a node as a model: read from the kernel with <c>iptables-save</c> and parsed.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<Ruleset> GetRulesAsync(string? node = null, CancellationToken cancellationToken = default)
        => RulesetParser.Parse((await ReadRulesAsync(FindNode(node), table: null, cancellationToken)).Span, IpFamily.IPv4);

    /// <summary>The last sync of a node's kube-proxy, with its payload and the rules it stands for; null if there was none yet.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public SyncRecord? LastSync(string? node = null) => proxies[FindNode(node).Name].LastSync;

    private static Task<ReadOnlyMemory<byte>> ReadRulesAsync(LabNode node, string? table, CancellationToken cancellationToken)
        => node.Host.Iptables(AddressFamily.InterNetwork).SaveAsync(table, cancellationToken: cancellationToken);

    private LabNode FindNode(string? name)
        => name is null
            ? nodes[0]
            : nodes.FirstOrDefault(node => node.Name == name)
                ?? throw new LabException($"There is no node \"{name}\" in this lab. There are: {string.Join(", ", nodes.Select(node => node.Name))}.");
}
