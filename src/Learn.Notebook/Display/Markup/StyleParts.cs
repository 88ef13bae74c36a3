namespace Learn.Notebook;

/// <summary>The parts of the style sheet that an output needs; each output brings its own.</summary>
[Flags]
internal enum StyleParts
{
    /// <summary>Colours and what every output has.</summary>
    None = 0,

    /// <summary>Tables.</summary>
    Table = 1,

    /// <summary>Listings: rules, YAML, what commands wrote.</summary>
    Listing = 2,

    /// <summary>Exceptions.</summary>
    Error = 4,

    /// <summary>Progress bars.</summary>
    Progress = 8,

    /// <summary>Exercises, checks, questions.</summary>
    Course = 16,
}
