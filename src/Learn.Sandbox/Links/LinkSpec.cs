namespace Learn.Sandbox;

/// <summary>A virtual cable between two hosts: a veth pair.</summary>
/// <param name="A">One end.</param>
/// <param name="B">The other end.</param>
public sealed record LinkSpec(LinkEnd A, LinkEnd B);
