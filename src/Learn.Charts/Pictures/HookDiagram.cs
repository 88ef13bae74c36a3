using Learn.Netfilter;

namespace Learn;

/// <summary>The hooks of netfilter with the tables that are asked at each, and the way of a packet through them lit.</summary>
public static class HookDiagram
{
    /// <summary>Draws it.</summary>
    /// <param name="way">The hooks and tables that the packet came by, in order, with what each did with it in a few words; empty for none.</param>
    /// <param name="title">What it shows; null for nothing.</param>
    public static SvgPicture Draw(IReadOnlyList<(Hook Hook, string Table, string? Note)> way, string? title = null) => throw new NotImplementedException();
}
