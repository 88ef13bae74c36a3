using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Learn.Netfilter;

/// <summary>
/// Every chain name and comment of one text, each once. Names repeat in chain lines, in rules and as targets; comments repeat in all
/// rules of a Service's endpoint.
/// </summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, NameEntry> _names = new(Utf8TextComparer.Instance);
    private readonly Dictionary<string, CommentMatch> _comments = new(Utf8TextComparer.Instance);

    private readonly Dictionary<string, StatisticMatch?> _probabilities = new(Utf8TextComparer.Instance);

    internal NameEntry Name(ReadOnlySpan<byte> utf8)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _names.GetAlternateLookup<ReadOnlySpan<byte>>(), utf8, out bool exists);
        if (!exists)
        {
            entry = new NameEntry(Utf8TextComparer.Instance.Create(utf8));
        }

        return entry!;
    }

    internal CommentMatch Comment(ReadOnlySpan<byte> utf8)
    {
        ref var comment = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _comments.GetAlternateLookup<ReadOnlySpan<byte>>(), utf8, out bool exists);
        if (!exists)
        {
            comment = new CommentMatch(Utf8TextComparer.Instance.Create(utf8));
        }

        return comment!;
    }

    /// <summary>The match for the text of a probability; null if it is none.</summary>
    internal StatisticMatch? Probability(ReadOnlySpan<byte> utf8, bool inverted)
    {
        if (inverted)
        {
            return ReadProbability(utf8, true);
        }

        ref var match = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _probabilities.GetAlternateLookup<ReadOnlySpan<byte>>(), utf8, out bool exists);
        if (!exists)
        {
            match = ReadProbability(utf8, false);
        }

        return match;
    }

    private static StatisticMatch? ReadProbability(ReadOnlySpan<byte> utf8, bool inverted) =>
        Utf8Parser.TryParse(utf8, out double value, out int used) && used == utf8.Length && value is >= 0 and <= 1
            ? StatisticMatch.FromProbability(value, inverted)
            : null;
}
