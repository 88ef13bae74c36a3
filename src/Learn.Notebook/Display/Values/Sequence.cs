using System.Collections;
using System.Collections.Immutable;

namespace Learn.Notebook;

/// <summary>The head of a sequence, which may be endless, and what is known about the rest.</summary>
/// <param name="Head">The first items.</param>
/// <param name="HasMore">Whether there are others.</param>
/// <param name="Count">Their number where it is known without counting.</param>
internal sealed record Sequence(IReadOnlyList<object?> Head, bool HasMore, long? Count)
{
    /// <summary>Reads the head, and no more than one item beyond.</summary>
    public static Sequence Of(IEnumerable items, int limit)
    {
        // An immutable array that was never made throws whatever one asks it.
        if (IsDefaultImmutableArray(items))
        {
            return new Sequence([], false, 0);
        }

        var head = new List<object?>();
        var enumerator = items.GetEnumerator();
        try
        {
            while (enumerator.MoveNext())
            {
                if (head.Count == limit)
                {
                    return new Sequence(head, true, CountOf(items));
                }

                head.Add(enumerator.Current);
            }
        }
        finally
        {
            (enumerator as IDisposable)?.Dispose();
        }

        return new Sequence(head, false, head.Count);
    }

    /// <summary>What is not shown, or null if all is.</summary>
    public string? Note => !HasMore ? null
        : Count is { } count ? FormattableString.Invariant($"the first {Head.Count:N0} of {count:N0}")
        : FormattableString.Invariant($"the first {Head.Count:N0}; there are more");

    private static long? CountOf(IEnumerable items) => items switch
    {
        ICollection collection => collection.Count,
        _ => items.GetType().GetInterfaces().Append(items.GetType())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(IReadOnlyCollection<>) || definition == typeof(ICollection<>)))
            .Select(type => (long?)Convert.ToInt64(type.GetProperty("Count")!.GetValue(items), null))
            .FirstOrDefault(),
    };

    private static bool IsDefaultImmutableArray(IEnumerable items) =>
        items.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
        && type.GetProperty(nameof(ImmutableArray<int>.IsDefault))!.GetValue(items) is true;
}
