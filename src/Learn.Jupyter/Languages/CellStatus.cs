namespace Learn.Jupyter;

/// <summary>The three ends that the protocol knows.</summary>
public enum CellStatus
{
    /// <summary>The cell ended well.</summary>
    Ok,

    /// <summary>The cell failed, or was interrupted.</summary>
    Error,

    /// <summary>The cell was not run: one before it failed.</summary>
    Aborted,
}
