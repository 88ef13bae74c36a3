using System.Text.Json;

namespace Learn.Jupyter;

/// <summary>A message that came from a front end, with a right signature and a header that can be read.</summary>
internal sealed record Message
{
    /// <summary>An empty JSON object.</summary>
    public static readonly byte[] EmptyObject = "{}"u8.ToArray();

    /// <summary>The way back: ZeroMQ's routing frames.</summary>
    public required IReadOnlyList<byte[]> Identities { get; init; }

    /// <summary>The header as it came; answers carry it as their parent.</summary>
    public required byte[] Header { get; init; }

    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>The subshell that the message is for, or null for the main shell.</summary>
    public string? Subshell { get; init; }

    /// <summary>The id of the message that this one answers, or null.</summary>
    public string? ParentId { get; init; }

    /// <summary>An object; empty when the frame could not be read.</summary>
    public JsonElement Metadata { get; init; }

    /// <summary>An object; empty when <see cref="Fault"/> says why it could not be read.</summary>
    public JsonElement Content { get; init; }

    public IReadOnlyList<byte[]> Buffers { get; init; } = [];

    /// <summary>What is wrong with the frames beside the header, or null.</summary>
    public string? Fault { get; init; }
}
