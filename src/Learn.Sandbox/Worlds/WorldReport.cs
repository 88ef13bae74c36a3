using System.Text;

namespace Learn.Sandbox;

/// <summary>What a world found on this machine, in words a learner can read.</summary>
public sealed record WorldReport
{
    /// <summary>The rung of the ladder on which the world stands.</summary>
    public required Isolation Isolation { get; init; }

    /// <summary>Release of the running kernel, for example <c>6.18.44</c>.</summary>
    public required string KernelRelease { get; init; }

    /// <summary>The iptables programs in use; null where none works (see <see cref="Remarks"/>).</summary>
    public IptablesReport? Iptables { get; init; }

    /// <summary>Whether the world may mount, and so has a private tmpfs and can give hosts files of their own.</summary>
    public required bool MountsAllowed { get; init; }

    /// <summary>Whether <c>/proc/sys</c> can be written inside the world.</summary>
    public required bool SysctlsWritable { get; init; }

    /// <summary>Whether hosts can forward packets: <c>ip_forward</c> can be set, or new network namespaces have it from the machine.</summary>
    public required bool ForwardingAllowed { get; init; }

    /// <summary>Everything that is less than it could be, each a sentence with its reason and remedy. Empty on an ordinary Linux.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The report as lines of text.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append("Isolation: ").AppendLine(Isolation == Isolation.UserNamespace
            ? "user namespace (no root needed)"
            : "root, network and mount namespaces");
        text.Append("Kernel: Linux ").AppendLine(KernelRelease);
        text.Append("iptables: ").AppendLine(Iptables?.ToString() ?? "not available");
        text.Append("Files per host: ").AppendLine(MountsAllowed ? "yes" : "no");
        text.Append("Sysctls: ").AppendLine(SysctlsWritable ? "writable" : "read-only");
        foreach (var remark in Remarks)
        {
            text.Append("Remark: ").AppendLine(remark);
        }

        return text.ToString().TrimEnd();
    }
}
