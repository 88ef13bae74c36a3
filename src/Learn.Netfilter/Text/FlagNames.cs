using System.Text;

namespace Learn.Netfilter;

/// <summary>The names that iptables has for states and address types, in the order in which it prints them.</summary>
internal static class FlagNames
{
    private static readonly string[] States = ["INVALID", "NEW", "RELATED", "ESTABLISHED", "UNTRACKED", "SNAT", "DNAT"];

    private static readonly string[] Types =
        ["UNSPEC", "UNICAST", "LOCAL", "BROADCAST", "ANYCAST", "MULTICAST", "BLACKHOLE", "UNREACHABLE", "PROHIBIT"];

    // Few combinations occur, each of them often.
    private static readonly string?[] StateTexts = new string?[1 << States.Length];
    private static readonly string?[] TypeTexts = new string?[1 << Types.Length];

    internal static string Text(ConntrackStates states) => StateTexts[(int)states] ??= Join((int)states, States);

    internal static string Text(AddressTypes types) => TypeTexts[(int)types] ??= Join((int)types, Types);

    internal static bool TryRead(ReadOnlySpan<byte> text, out ConntrackStates states)
    {
        bool known = TryRead(text, States, out int bits);
        states = (ConntrackStates)bits;
        return known;
    }

    internal static bool TryRead(ReadOnlySpan<byte> text, out AddressTypes types)
    {
        bool known = TryRead(text, Types, out int bits);
        types = (AddressTypes)bits;
        return known;
    }

    private static string Join(int bits, string[] names) =>
        string.Join(',', names.Where((_, index) => (bits & (1 << index)) != 0));

    private static bool TryRead(ReadOnlySpan<byte> text, string[] names, out int bits)
    {
        bits = 0;
        foreach (var range in text.Split((byte)','))
        {
            int index = 0;
            while (index < names.Length && !Ascii.Equals(text[range], names[index]))
            {
                index++;
            }

            if (index == names.Length)
            {
                return false;
            }

            bits |= 1 << index;
        }

        return true;
    }
}
