namespace Learn.Netfilter;

/// <summary>The unit of a <see cref="LimitMatch"/>.</summary>
public enum LimitUnit
{
    /// <summary>Per second.</summary>
    Second,

    /// <summary>Per minute.</summary>
    Minute,

    /// <summary>Per hour.</summary>
    Hour,

    /// <summary>Per day.</summary>
    Day,
}
