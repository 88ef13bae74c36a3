namespace Learn.Proxy;

/// <summary>What <see cref="CanaryWatch"/> wants to be done next.</summary>
public enum CanaryStep
{
    /// <summary>Make the canary chain in all tables: in mangle, nat and filter.</summary>
    Create,

    /// <summary>Look whether the canary of the mangle table is still there.</summary>
    Look,

    /// <summary>Look whether the canaries of nat and filter are still there.</summary>
    LookAtOthers,

    /// <summary>Make a full sync.</summary>
    Resync,
}
