namespace Learn.Proxy;

/// <summary>Takes some service ports out of a sorted array and puts others in.</summary>
internal static class PortMerge
{
    // Below this share of changed ports it pays to look up their places instead of looking at every port.
    private const int Few = 16;

    private static readonly Comparer<PortState> s_byName =
        Comparer<PortState>.Create(static (left, right) => left.Port.Name.CompareTo(right.Port.Name));

    /// <summary>Makes a new array; the old one stays as it is.</summary>
    /// <param name="sorted">The old array.</param>
    /// <param name="gone">Those of its members that go; each <see cref="PortState.IsGone"/>. The list is sorted here.</param>
    /// <param name="made">Those that come. The list is sorted here.</param>
    internal static PortState[] Merge(PortState[] sorted, List<PortState> gone, List<PortState> made)
    {
        made.Sort(s_byName);
        var merged = new PortState[sorted.Length - gone.Count + made.Count];
        if ((gone.Count + made.Count) * Few < sorted.Length)
        {
            gone.Sort(s_byName);
            MergeFew(sorted, gone, made, merged);
        }
        else
        {
            MergeMany(sorted, made, merged);
        }

        return merged;
    }

    // Reads no port that does not change: with many Services most of them are in no cache.
    private static void MergeFew(PortState[] sorted, List<PortState> gone, List<PortState> made, PortState[] merged)
    {
        int read = 0, written = 0, nextGone = 0, nextMade = 0;
        while (nextGone < gone.Count || nextMade < made.Count)
        {
            int goneAt = nextGone < gone.Count ? Array.BinarySearch(sorted, gone[nextGone], s_byName) : int.MaxValue;
            int madeAt = nextMade < made.Count ? Array.BinarySearch(sorted, made[nextMade], s_byName) : int.MaxValue;
            madeAt = madeAt < 0 ? ~madeAt : madeAt;
            int place = Math.Min(goneAt, madeAt);
            Array.Copy(sorted, read, merged, written, place - read);
            written += place - read;
            read = place;
            if (madeAt == place)
            {
                merged[written++] = made[nextMade++];
            }
            else
            {
                read++;
                nextGone++;
            }
        }

        Array.Copy(sorted, read, merged, written, sorted.Length - read);
    }

    private static void MergeMany(PortState[] sorted, List<PortState> made, PortState[] merged)
    {
        int written = 0, nextMade = 0;
        foreach (PortState port in sorted)
        {
            if (port.IsGone)
            {
                continue;
            }

            while (nextMade < made.Count && s_byName.Compare(made[nextMade], port) < 0)
            {
                merged[written++] = made[nextMade++];
            }

            merged[written++] = port;
        }

        made.CopyTo(nextMade, merged, written, made.Count - nextMade);
    }
}
