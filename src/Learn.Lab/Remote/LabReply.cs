using System.Text.Json;

namespace Learn;

/// <summary>What a lab answers to a <see cref="LabRequest"/>: what a command line would print, and how it would end.</summary>
public sealed record LabReply
{
    /// <summary>For standard output: lines with their ends, or nothing.</summary>
    public string Output { get; init; } = "";

    /// <summary>For standard error: lines with their ends, or nothing.</summary>
    public string Error { get; init; } = "";

    /// <summary>0 done, 1 the thing asked about is not so, 2 wrong use or bad input.</summary>
    public int ExitCode { get; init; }

    /// <summary>The answer to <see cref="LabRequest.Describe"/>.</summary>
    public LabDescription? Description { get; init; }

    /// <summary>The answer to <see cref="LabRequest.FindHost"/>: the name of the host in the lab's world.</summary>
    public string? Host { get; init; }

    /// <summary>The answer to <see cref="LabRequest.WatchSyncs"/>: from where the next question goes on.</summary>
    public long? Cursor { get; init; }

    /// <summary>The answer to <see cref="LabRequest.AskDesk"/>; null if the lab has no such desk, or it could not answer.</summary>
    public JsonElement? Answer { get; init; }
}
