namespace Learn;

/// <summary>The three states of a container.</summary>
internal enum ContainerPhase
{
    /// <summary>It is to run, but does not yet.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended.</summary>
    Terminated,
}
