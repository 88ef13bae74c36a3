namespace Learn.Proxy;

/// <summary>How much an oddity matters.</summary>
public enum OddityLevel
{
    /// <summary>Good to know; harmless by itself.</summary>
    Note,

    /// <summary>May be intended, may be the cause of a problem.</summary>
    Warning,

    /// <summary>Traffic to Services does not work as it should.</summary>
    Problem,
}
