namespace Learn.Tests.Names;

/// <summary>Messages that no resolver sends.</summary>
internal static class BrokenMessages
{
    /// <summary>No other message has this number.</summary>
    public const ushort GoodId = 0xfedc;

    // An A query for a name of the zone with an OPT record that holds a cookie.
    private static readonly byte[] Whole = Convert.FromHexString(
        "1234010000010000000000010A6B756265726E657465730764656661756C740373766307636C7573746572056C6F63616C00000100010000"
        + "2904D000000000000C000A00080102030405060708");

    /// <summary>A good question, to be known by its number.</summary>
    public static byte[] GoodQuestion => [GoodId >> 8, GoodId & 0xff, .. Whole[2..]];

    /// <summary>Noise, or the good question with some bytes changed, cut off or added.</summary>
    public static byte[] Next(Random random)
    {
        byte[] message;
        if (random.Next(4) == 0)
        {
            message = new byte[random.Next(1, 600)];
            random.NextBytes(message);
        }
        else
        {
            message = [.. Whole];
            for (int changes = random.Next(1, 8); changes > 0; changes--)
            {
                message[random.Next(message.Length)] = (byte)random.Next(256);
            }

            // Whole or half, with a pointer that leads to itself, or longer than it says.
            message = random.Next(4) switch
            {
                0 => message[..random.Next(1, message.Length)],
                1 => [.. message[..12], 0xc0, 0x0c, 0, 1, 0, 1],
                2 => [.. message, .. message],
                _ => message,
            };
        }

        if (message.Length > 1 && message[0] == GoodId >> 8 && message[1] == (GoodId & 0xff))
        {
            message[0] = 0;
        }

        return message;
    }
}
