using System.Collections.Immutable;

namespace Learn.Course;

/// <summary>
/// What a check is given, also one in C# (<c>checks/NAME.csx</c>, where these members stand by themselves): the lab, what was drawn, the answers.
/// A script returns null if the check holds, or a <see cref="CheckFailure"/> that says what was expected and what was seen.
/// </summary>
public sealed class CheckContext
{
    internal CheckContext(Lab lab, DrawnExercise drawn, HeldTraffic held, ImmutableSortedDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        this.lab = lab;
        Drawn = drawn;
        Held = held;
        Answers = answers;
        Cancellation = cancellationToken;
    }

    /// <summary>The lab.</summary>
#pragma warning disable IDE1006, SA1300, CA1051 // In a notebook it is called so, too.
    public Lab lab { get; }
#pragma warning restore IDE1006, SA1300, CA1051

    /// <summary>The exercise with what was drawn.</summary>
    public DrawnExercise Drawn { get; }

    /// <summary>The learner's answers, by question.</summary>
    public ImmutableSortedDictionary<string, string> Answers { get; }

    /// <summary>Gives up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What is kept open.</summary>
    internal HeldTraffic Held { get; }

    /// <summary>Predictions that were decided in this check: what was seen, by question.</summary>
    internal Dictionary<string, string> Observed { get; } = [];

    /// <summary>A value that was drawn.</summary>
    public string Value(string name) => Drawn.Values[name];

    /// <summary>A number that was drawn.</summary>
    public int Number(string name) => int.Parse(Drawn.Values[name], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A template with everything in place.</summary>
    public string Text(string template) => Drawn.Render(template, lab);
}
