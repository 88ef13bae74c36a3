using System.Globalization;

namespace Learn.Cluster;

/// <summary>A sequence of random numbers as a value (SplitMix64, Steele et al. 2014): it belongs to the state of the cluster, so that a
/// refused write leaves no trace in it.</summary>
internal readonly record struct RandomSequence(ulong State)
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>The next number and the rest of the sequence.</summary>
    public (ulong Number, RandomSequence Following) Next()
    {
        var state = unchecked(State + Increment);
        return (Mix(state), new RandomSequence(state));
    }

    /// <summary>A number that depends on the seed and a text, not on what was drawn before.</summary>
    public static ulong Of(ulong seed, string text)
    {
        var hash = unchecked(seed + Increment);
        foreach (var c in text)
        {
            hash = Mix(hash ^ c);
        }

        return hash;
    }

    /// <summary>A version 4 UUID made of two numbers.</summary>
    public static string ToUuid(ulong high, ulong low)
    {
        high = (high & 0xFFFFFFFFFFFF0FFF) | 0x4000;
        low = (low & 0x3FFFFFFFFFFFFFFF) | 0x8000000000000000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFFFFFFFFFF:x12}");
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
