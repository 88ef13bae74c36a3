using System.Text;
using Learn.Netfilter;
using Learn.Sandbox;

namespace Learn;

/// <content>Reading the rules that are in the kernel.</content>
public sealed partial class Lab
{
    /// <summary>What <c>iptables-save</c> prints on a node.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="table">One table, or null for all.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<string> IptablesSaveAsync(string? node = null, string? table = null, IpFamily? family = null, CancellationToken cancellationToken = default)
        => Encoding.UTF8.GetString((await ReadRulesAsync(control.Nodes.Get(node), table, family ?? PrimaryFamily, cancellationToken)).Span);

    /// <summary>The rules of a node as a model: read from the kernel with <c>iptables-save</c> and parsed.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public async Task<Ruleset> GetRulesAsync(string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
        => RulesetParser.Parse((await ReadRulesAsync(control.Nodes.Get(node), table: null, family ?? PrimaryFamily, cancellationToken)).Span, family ?? PrimaryFamily);

    /// <summary>Runs <c>iptables</c> in any place, as one types it there: <c>lab.IptablesAsync(["-t", "nat", "-S"], "node/node-1")</c>.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="target">Where: as in <see cref="ExecAsync"/>; null for the first node.</param>
    /// <param name="family">IPv4 or IPv6 (<c>ip6tables</c>); null for IPv4.</param>
    /// <param name="isSave">True: <c>iptables-save</c> instead.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <returns>What it wrote, and how it ended: it may have refused what was asked.</returns>
    /// <exception cref="LabException">There is no such place.</exception>
    /// <exception cref="SandboxException">iptables does not work on this machine; the message says why.</exception>
    public Task<CommandResult> IptablesAsync(
        IReadOnlyList<string> arguments, string? target = null, IpFamily? family = null, bool isSave = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var iptables = sources.Find(target ?? control.Nodes.Get(null).Name).Host.Iptables(family ?? IpFamily.IPv4);
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        return isSave ? iptables.RunSaveAsync(arguments, cancellationToken) : iptables.RunAsync(arguments, cancellationToken);
    }

    /// <summary>Makes the rules of a node what they were when <see cref="IptablesSaveAsync"/> read them, whoever has changed them since.</summary>
    /// <param name="save">What it printed, of all tables or of some; tables that are not in it stay as they are.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node, or the kernel refuses the rules.</exception>
    public async Task RestoreRulesAsync(string save, string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(save);
        var restored = await control.Nodes.Get(node).Host.Iptables(family ?? PrimaryFamily)
            .RestoreAsync(Encoding.UTF8.GetBytes(save), cancellationToken: AmbientCancellation.Or(cancellationToken));
        if (!restored.Succeeded)
        {
            throw new LabException($"The rules of {control.Nodes.Get(node).Name} cannot be put back: {restored}");
        }
    }

    /// <summary>The last sync of a node's kube-proxy, with its payload and the rules it stands for; null if there was none yet.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public SyncRecord? LastSync(string? node = null) => Syncs(node) is [.., var last] ? last : null;

    /// <summary>What a node's kube-proxy has done last, the oldest sync first: a hundred at most, of both families.</summary>
    /// <param name="node">The node's name; null for the first.</param>
    /// <exception cref="LabException">There is no such node.</exception>
    public IReadOnlyList<SyncRecord> Syncs(string? node = null) => control.Journal.Of(control.Nodes.Get(node).Name);

    private IpFamily PrimaryFamily => Options.Addresses.Families[0];

    private static Task<ReadOnlyMemory<byte>> ReadRulesAsync(LabNode node, string? table, IpFamily family, CancellationToken cancellationToken)
        => node.Host.Iptables(family).SaveAsync(table, cancellationToken: AmbientCancellation.Or(cancellationToken));
}
