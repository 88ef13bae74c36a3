namespace Learn.Jupyter;

/// <summary>The answers of <c>is_complete_request</c>.</summary>
public enum Completeness
{
    /// <summary>Ready to be run.</summary>
    Complete,

    /// <summary>More lines are to come.</summary>
    Incomplete,

    /// <summary>No more lines can make it right.</summary>
    Invalid,

    /// <summary>The language cannot tell.</summary>
    Unknown,
}
