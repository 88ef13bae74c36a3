namespace Learn;

/// <summary>How a held connection ended.</summary>
/// <param name="Offset">When, counted from its opening, as this end noticed it.</param>
/// <param name="Reason">What happened, in words.</param>
/// <param name="ByPeer">True if the other end closed or reset it; false if this end gave it up.</param>
public sealed record ConnectionEnd(TimeSpan Offset, string Reason, bool ByPeer);
