namespace Learn;

/// <summary>What is known from a probe.</summary>
internal enum ProbeResult
{
    /// <summary>Nothing yet.</summary>
    Unknown,

    /// <summary>All is well.</summary>
    Success,

    /// <summary>All is not well.</summary>
    Failure,
}
