using System.Collections.Immutable;

namespace Learn.Netfilter;

public sealed partial class Rule : IEquatable<Rule>
{
    // Source, destination, in-interface, out-interface and protocol stand before all other matches.
    private const int OtherMatch = (int)MatchKind.Protocol + 1;

    /// <summary>
    /// The matches in the order in which iptables prints them: source, destination, interfaces and protocol first, then all
    /// others as they were given. An address match that every packet passes is left out, and the protocol stays a part of the
    /// <see cref="TransportMatch"/>, which keeps its place among the others.
    /// </summary>
    public ImmutableArray<Match> CanonicalMatches
    {
        get
        {
            if (IsCanonicallyOrdered())
            {
                return Matches;
            }

            var ordered = ImmutableArray.CreateBuilder<Match>(Matches.Length);
            for (int place = 0; place <= OtherMatch; place++)
            {
                foreach (var match in Matches)
                {
                    if (PlaceOf(match) == place && !MatchesEverything(match))
                    {
                        ordered.Add(match);
                    }
                }
            }

            return ordered.DrainToImmutable();
        }
    }

    /// <inheritdoc />
    public bool Equals(Rule? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return other is not null
            && Equals(Target, other.Target)
            && CanonicalMatches.AsSpan().SequenceEqual(other.CanonicalMatches.AsSpan());
    }

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Rule);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.Add(Target);
        foreach (var match in CanonicalMatches)
        {
            hash.Add(match);
        }

        return hash.ToHashCode();
    }

    private static int PlaceOf(Match match) => Math.Min((int)match.Kind, OtherMatch);

    internal static bool MatchesEverything(Match match) => match switch
    {
        SourceMatch { Inverted: false } source => source.Address.MatchesEverything,
        DestinationMatch { Inverted: false } destination => destination.Address.MatchesEverything,
        _ => false,
    };

    private bool IsCanonicallyOrdered()
    {
        int last = 0;
        foreach (var match in Matches)
        {
            int place = PlaceOf(match);
            if (place < last || MatchesEverything(match))
            {
                return false;
            }

            last = place;
        }

        return true;
    }
}
