namespace Learn.Cluster;

/// <summary>Picks node ports. As with addresses, the lower part of the range stays free for explicit requests as long as possible.
/// (Source: KEP-3668.)</summary>
internal static class NodePortRange
{
    /// <summary>A free port, or null when there is none.</summary>
    public static int? Next(ClusterOptions options, Func<int, bool> isTaken, Func<long, long> random)
    {
        var count = options.LastNodePort - options.FirstNodePort + 1;
        var reserved = ReservedCount(count);
        return Scan(options.FirstNodePort + reserved, count - reserved, isTaken, random)
            ?? Scan(options.FirstNodePort, reserved, isTaken, random);
    }

    /// <summary>How many ports at the beginning of the range are kept for explicit requests.</summary>
    public static int ReservedCount(int count) => count < 16 ? 0 : Math.Clamp(count / 32, 16, 128);

    private static int? Scan(int first, int count, Func<int, bool> isTaken, Func<long, long> random)
    {
        if (count <= 0)
        {
            return null;
        }

        var start = (int)random(count);
        for (var i = 0; i < count; i++)
        {
            var port = first + ((start + i) % count);
            if (!isTaken(port))
            {
                return port;
            }
        }

        return null;
    }
}
