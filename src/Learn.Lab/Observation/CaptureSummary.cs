namespace Learn;

/// <summary>What a capture has brought.</summary>
/// <param name="File">The whole path of the file, in the format pcap.</param>
/// <param name="Packets">Number of packets in it.</param>
/// <param name="Dropped">Number of packets that tcpdump was too slow for.</param>
public sealed record CaptureSummary(string File, long Packets, long Dropped);
