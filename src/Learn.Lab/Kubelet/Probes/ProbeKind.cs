namespace Learn;

/// <summary>What a probe is for.</summary>
internal enum ProbeKind
{
    /// <summary>Whether the container has started; until then the others do not run. Its failure has the container restarted.</summary>
    Startup,

    /// <summary>Whether the container should get traffic.</summary>
    Readiness,

    /// <summary>Whether the container still works. Its failure has the container restarted.</summary>
    Liveness,
}
