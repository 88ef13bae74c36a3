using System.Collections.Immutable;

namespace Learn;

/// <summary>What every drawing of answers over time shows.</summary>
internal sealed record HeatModel(string Title, string Subtitle, string Caption, ImmutableArray<string> Ends, ImmutableArray<ImmutableArray<double>> Shares, ImmutableArray<ImmutableArray<int>> Counts, TimeSpan Width)
{
    /// <summary>The largest share: full colour.</summary>
    public double Largest => Shares.IsEmpty ? 1 : Math.Max(0.01, Shares.Max(piece => piece.IsEmpty ? 0 : piece.Max()));

    /// <summary>When a piece begins.</summary>
    public string Start(int piece) => FormattableString.Invariant($"{piece * Width.TotalSeconds:0.00} s");

    public static HeatModel Of(TimeStrip strip, string? title) => new(
        title ?? "Who answered when",
        FormattableString.Invariant($"{strip.Counts.Sum(piece => piece.Sum()):N0} requests in {strip.Counts.Length} pieces of {LatencySummary.Text(strip.Width)}"),
        $"{strip.InWords} The stronger the colour of a field, the larger the share of the requests of that piece of time.",
        [.. strip.Ends.Select(end => end.ToString())],
        [.. strip.Counts.Select(piece => piece.Sum() is var sum && sum == 0 ? [.. piece.Select(_ => 0.0)] : (ImmutableArray<double>)[.. piece.Select(count => (double)count / sum)])],
        strip.Counts,
        strip.Width);

    public FigureTable Table() => new(
        ["From", .. Ends],
        [.. Counts.Select((piece, index) => (string[])[Start(index), .. piece.Select((count, end) => FormattableString.Invariant($"{count:N0} ({Shares[index][end] * 100:0} %)"))])]);
}
