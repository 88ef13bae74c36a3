using System.Collections.Concurrent;

namespace Learn.Netfilter;

/// <summary>
/// A share of the packets: <c>-m statistic</c>. The kernel keeps a probability as an integer between 0 and 2^31; that integer is
/// the identity of the match, while the text of a restore payload may say it with other decimals.
/// </summary>
public sealed record StatisticMatch : Match
{
    private const double Scale = 0x80000000;
    private static readonly ConcurrentDictionary<int, StatisticMatch> OneOfCache = new();

    private byte[]? _saveText;
    private byte[]? _restoreText;

    private StatisticMatch(StatisticMode mode, double written, uint raw, uint every, uint packet, bool inverted)
    {
        Mode = mode;
        Written = written;
        Raw = raw;
        Every = every;
        Packet = packet;
        Inverted = inverted;
    }

    internal override MatchKind Kind => MatchKind.Statistic;

    /// <summary>How packets are chosen.</summary>
    public StatisticMode Mode { get; }

    /// <summary>The probability times 2^31 as the kernel keeps it, 0 to 2^31; for <see cref="StatisticMode.Random"/>.</summary>
    public uint Raw { get; }

    /// <summary>The probability as it is written in a restore payload, 0 to 1; for <see cref="StatisticMode.Random"/>.</summary>
    public double Written { get; }

    /// <summary>One of so many packets matches; for <see cref="StatisticMode.Nth"/>.</summary>
    public uint Every { get; }

    /// <summary>The first packet that matches, counted from 0, less than <see cref="Every"/>.</summary>
    public uint Packet { get; }

    /// <summary>True if the other packets match.</summary>
    public bool Inverted { get; }

    /// <summary>The share of packets that passes this match, 0 to 1; the inversion is taken into account.</summary>
    public double Share
    {
        get
        {
            double share = Mode == StatisticMode.Random ? Raw / Scale : 1.0 / Every;
            return Inverted ? 1 - share : share;
        }
    }

    // The same few probabilities are printed again and again.
    internal ReadOnlySpan<byte> SaveText => _saveText ??= DecimalText.Format(Raw / Scale, 11);

    internal ReadOnlySpan<byte> RestoreText => _restoreText ??= DecimalText.Format(Written, 10);

    /// <summary>The match that takes one of so many packets by chance, as kube-proxy writes it for its endpoints. Shared.</summary>
    /// <param name="count">At least 1.</param>
    public static StatisticMatch OneOf(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        // The kernel sees only the ten decimals that kube-proxy writes: of 1/244 it keeps another integer than the exact value would give.
        return OneOfCache.GetOrAdd(count, static number => FromProbability(Math.Round(1.0 / number, 10)));
    }

    /// <summary>The match for a probability as it is written in a restore payload.</summary>
    /// <param name="probability">0 to 1.</param>
    /// <param name="inverted">True if the other packets match.</param>
    public static StatisticMatch FromProbability(double probability, bool inverted = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        uint raw = (uint)Math.Round(probability * Scale, MidpointRounding.AwayFromZero);
        return new(StatisticMode.Random, probability, raw, 0, 0, inverted);
    }

    /// <summary>The match for the integer that the kernel keeps.</summary>
    /// <param name="raw">The probability times 2^31, 0 to 2^31.</param>
    /// <param name="inverted">True if the other packets match.</param>
    public static StatisticMatch FromRaw(uint raw, bool inverted = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(raw, 0x80000000u);
        return new(StatisticMode.Random, raw / Scale, raw, 0, 0, inverted);
    }

    /// <summary>The match that takes one of every so many packets in turn.</summary>
    /// <param name="every">At least 1.</param>
    /// <param name="packet">Which of them, counted from 0.</param>
    /// <param name="inverted">True if the other packets match.</param>
    public static StatisticMatch Nth(uint every, uint packet = 0, bool inverted = false)
    {
        ArgumentOutOfRangeException.ThrowIfZero(every);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(packet, every);
        return new(StatisticMode.Nth, 0, 0, every, packet, inverted);
    }

    /// <inheritdoc />
    public bool Equals(StatisticMatch? other) => other is not null
        && Mode == other.Mode
        && Raw == other.Raw
        && Every == other.Every
        && Packet == other.Packet
        && Inverted == other.Inverted;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Mode, Raw, Every, Packet, Inverted);
}
