using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// One rule of a chain: what a packet has to match, and what happens to it then. Immutable. Matches and targets are
/// values and may be shared between rules; a generator that makes hundreds of thousands of rules should share them.
/// </summary>
/// <remarks>
/// Two rules are equal when they mean the same: the options that every rule has (addresses, interfaces, protocol) may
/// stand in any place, the other matches have to be the same in the same order. Counters, origin and spelling do not count.
/// </remarks>
public sealed partial class Rule
{
    private readonly Notes? _notes;

    /// <summary>Makes a rule.</summary>
    /// <param name="matches">The matches, in the order in which they are written in a restore payload.</param>
    /// <param name="target">What to do with a packet that matches; null for a rule that only counts.</param>
    public Rule(ImmutableArray<Match> matches, Target? target)
    {
        Matches = matches.IsDefault ? [] : matches;
        Target = target;
    }

    /// <summary>Makes a rule.</summary>
    /// <param name="target">What to do with a packet that matches; null for a rule that only counts.</param>
    /// <param name="matches">The matches, in the order in which they are written in a restore payload.</param>
    public Rule(Target? target, params ReadOnlySpan<Match> matches)
        : this(ImmutableArray.Create(matches), target)
    {
    }

    /// <summary>Everything a packet has to match, in the order in which it is written in a restore payload. Never default.</summary>
    public ImmutableArray<Match> Matches { get; }

    /// <summary>What happens to a packet that matches; null for a rule that only counts.</summary>
    public Target? Target { get; }

    /// <summary>What made this rule, if that is known.</summary>
    public RuleOrigin? Origin { get; init; }

    /// <summary>The counters that were printed before the rule, if there were any.</summary>
    public Counters? Counters
    {
        get => _notes?.Counters;
        init => _notes = value is null && Verbatim is null ? null : new Notes(value, Verbatim);
    }

    /// <summary>
    /// The text of the rule as it was read, without <c>-A chain</c>; only kept when the printers would not reproduce it
    /// from the matches and the target. A printer that finds it prints it.
    /// </summary>
    public string? Verbatim
    {
        get => _notes?.Verbatim;
        init => _notes = value is null && Counters is null ? null : new Notes(Counters, value);
    }

    /// <summary>True if every match and the target are understood, that is, have a type of their own.</summary>
    public bool IsUnderstood
    {
        get
        {
            if (Target is UnknownTarget)
            {
                return false;
            }

            foreach (var match in Matches)
            {
                if (match is UnknownMatch)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The text of the first comment, or null.</summary>
    public string? Comment => Find<CommentMatch>()?.Text;

    /// <summary>The first match of a kind, or null.</summary>
    /// <typeparam name="T">The kind of match.</typeparam>
    public T? Find<T>()
        where T : Match
    {
        foreach (var match in Matches)
        {
            if (match is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The same rule without counters and without the spelling in which it was read.</summary>
    public Rule WithoutNotes() => _notes is null ? this : new Rule(Matches, Target) { Origin = Origin };

    /// <summary>The rule as a restore payload has it, without <c>-A chain</c>.</summary>
    public override string ToString() => RuleWriter.ToText(this, IpFamily.IPv4, TextStyle.Restore);

    // Most rules have neither, and there are many rules: one field for both.
    private sealed record Notes(Counters? Counters, string? Verbatim);
}
