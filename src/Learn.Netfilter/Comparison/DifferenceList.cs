using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>Collects differences.</summary>
internal sealed class DifferenceList
{
    private readonly ImmutableArray<Difference>.Builder _items = ImmutableArray.CreateBuilder<Difference>();

    internal void Add(DifferenceKind kind, string table, string? chain, string sentence) =>
        Add(new Difference { Kind = kind, Table = table, Chain = chain, Sentence = sentence });

    internal void Add(Difference difference) => _items.Add(difference);

    internal ImmutableArray<Difference> ToImmutable() => _items.DrainToImmutable();
}
