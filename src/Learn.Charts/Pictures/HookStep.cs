using Learn.Netfilter;

namespace Learn;

/// <summary>One step of a packet: a table that was asked at a hook.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Table">The table.</param>
/// <param name="Note">What it did with the packet; null for nothing worth saying.</param>
internal sealed record HookStep(int Number, Hook Hook, string Table, string? Note)
{
    /// <summary>Hook and table in words.</summary>
    public string Place => $"{WalkWords.Name(Hook)} {Table}";
}
