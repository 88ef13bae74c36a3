namespace Learn.Netfilter;

/// <summary>The words for what is on one side only: what should be and what is, or what was before and what is after.</summary>
internal sealed record DifferenceWords
{
    internal static DifferenceWords Should { get; } = new();

    internal static DifferenceWords InTime { get; } = new()
    {
        Missing = "is gone",
        Unexpected = "is new",
        ThereButUnexpected = "is new",
        Expected = "earlier",
        Actual = "later",
        Place = "moved to place",
    };

    internal string Missing { get; private init; } = "is missing";

    internal string Unexpected { get; private init; } = "is not expected";

    internal string ThereButUnexpected { get; private init; } = "is there, but is not expected";

    internal string Expected { get; private init; } = "expected";

    internal string Actual { get; private init; } = "actual";

    internal string Place { get; private init; } = "stands at place";

    internal bool IsInTime => this == InTime;
}
