using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Learn.Netfilter;

/// <summary>
/// The chain names, comments and probabilities of one text. Names repeat in chain lines, in rules and as targets, comments in the rules of
/// a Service that stand near each other; each is kept once as far as that is cheap to find out.
/// </summary>
/// <param name="textLength">Length of the text in bytes; it lets the tables have about the right size from the start.</param>
internal sealed class NameTable(int textLength)
{
    // A power of two; small enough to stay in the cache of the processor.
    private const int CommentSlots = 8192;

    // In the rules of kube-proxy, one chain for some four hundred bytes.
    private readonly Dictionary<string, NameEntry> _names = new(textLength / 400, Utf8TextComparer.Instance);
    private readonly Dictionary<string, StatisticMatch?> _probabilities = new(Utf8TextComparer.Instance);
    private readonly (int Hash, CommentMatch? Match)[] _comments = new (int, CommentMatch?)[textLength > 1 << 16 ? CommentSlots : 64];

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

    /// <summary>The match for a comment. A slot forgets a comment when another one takes it, so not every repetition is found.</summary>
    internal CommentMatch Comment(ReadOnlySpan<byte> utf8)
    {
        int hash = Utf8TextComparer.Instance.GetHashCode(utf8);
        ref var slot = ref _comments[hash & (_comments.Length - 1)];
        if (slot.Match is null || slot.Hash != hash || !Utf8TextComparer.Instance.Equals(utf8, slot.Match.Text))
        {
            slot = (hash, new CommentMatch(Utf8TextComparer.Instance.Create(utf8)));
        }

        return slot.Match;
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
