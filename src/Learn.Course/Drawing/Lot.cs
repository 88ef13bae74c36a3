using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Learn.Course;

/// <summary>
/// A lot that is drawn by computing: the same for the same seed on every machine and with every version of .NET, and each name by itself, so that a draw that is
/// added to an exercise changes no other.
/// </summary>
internal static class Lot
{
    /// <summary>A number from 0 on, below <paramref name="count"/>.</summary>
    /// <param name="seed">The learner's seed.</param>
    /// <param name="exercise">The exercise's id.</param>
    /// <param name="drawing">How often it was drawn anew.</param>
    /// <param name="name">What is drawn.</param>
    /// <param name="count">How many there are to choose from; at least 1.</param>
    public static int Draw(int seed, string exercise, int drawing, string name, int count)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{seed}/{exercise}/{drawing}/{name}");
        // Of 64 bits, what the remainder prefers is less than one in a billion.
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) % (ulong)count);
    }
}
