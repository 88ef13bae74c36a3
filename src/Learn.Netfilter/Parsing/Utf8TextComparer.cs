using System.Buffers.Binary;
using System.Text;

namespace Learn.Netfilter;

/// <summary>Lets dictionaries with texts as keys be asked with UTF-8, so that a known text costs no new string.</summary>
internal sealed class Utf8TextComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    internal static readonly Utf8TextComparer Instance = new();

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public bool Equals(ReadOnlySpan<byte> alternate, string other) =>
        Ascii.Equals(alternate, other)
        || (!Ascii.IsValid(alternate) && string.Equals(Encoding.UTF8.GetString(alternate), other, StringComparison.Ordinal));

    public int GetHashCode(string obj) => GetHashCode(Encoding.UTF8.GetBytes(obj));

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong hash = (ulong)alternate.Length * Factor;
        while (alternate.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate)) * Factor;
            hash ^= hash >> 29;
            alternate = alternate[8..];
        }

        foreach (byte value in alternate)
        {
            hash = (hash ^ value) * Factor;
        }

        return (int)(hash ^ (hash >> 32));
    }
}
