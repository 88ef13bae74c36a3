namespace Learn;

/// <summary>A port that has SRV records.</summary>
/// <param name="Name">The name, empty for an unnamed port.</param>
/// <param name="Protocol"><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</param>
/// <param name="Number">The number.</param>
internal sealed record ZonePort(string Name, string Protocol, ushort Number);
