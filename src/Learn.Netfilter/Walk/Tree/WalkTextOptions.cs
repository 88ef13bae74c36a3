namespace Learn.Netfilter;

/// <summary>How a <see cref="WalkTree"/> is written.</summary>
public sealed record WalkTextOptions
{
    /// <summary>The greatest length of a line in columns; default 100, at least 40.</summary>
    public int Width { get; init; } = 100;

    /// <summary>How many ways of one choice and how many ends are told; default 4, at least 2. The last one is always told.</summary>
    public int MostChoices { get; init; } = 4;

    /// <summary>What to write beside a chain of a table, for example the Service; null, or a function that returns null, for nothing.</summary>
    public Func<string, string, string?>? NameOf { get; init; }

    /// <summary>What to write beside an end, for example the pod; null, or a function that returns null, for nothing.</summary>
    public Func<WalkOutcome, string?>? NameOfEnd { get; init; }
}
