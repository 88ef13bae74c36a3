namespace Learn;

/// <summary>What flows from one place to another.</summary>
/// <param name="From">The place before.</param>
/// <param name="To">The place behind.</param>
/// <param name="Packets">How many; in the nat table a packet is a connection. At least 1.</param>
internal sealed record FlowLink(string From, string To, ulong Packets);
