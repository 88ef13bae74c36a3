using System.Globalization;

namespace Learn.Cluster;

/// <summary>How many endpoints each zone should get. A zone never gets so few that its endpoints would carry more than 20 % more than
/// others.</summary>
internal sealed class HintAllocation
{
    private const double Overload = 0.2;

    private readonly SortedDictionary<string, (int Minimum, int Maximum, double Desired)> zones;

    private HintAllocation(SortedDictionary<string, (int Minimum, int Maximum, double Desired)> zones) => this.zones = zones;

    /// <summary>The allocation, or why there is none, in the controller's words.</summary>
    public static (HintAllocation? Allocation, string? Refusal) Compute(ZoneShares shares, int endpoints)
    {
        if (shares.Shares.Count == 0)
        {
            return (null, "Insufficient Node information: allocatable CPU or zone not specified on one or more nodes");
        }

        var counts = string.Create(CultureInfo.InvariantCulture, $"({endpoints} endpoints, {shares.Shares.Count} zones)");
        if (shares.Shares.Count > endpoints)
        {
            return (null, $"Insufficient number of endpoints {counts}");
        }

        var minima = shares.Shares.ToDictionary(
            zone => zone.Key, zone => (int)Math.Ceiling(zone.Value * endpoints * (1 / (1 + Overload))), StringComparer.Ordinal);
        var rest = endpoints - minima.Values.Sum();
        if (rest < 0)
        {
            return (null, $"Unable to allocate minimum required endpoints to each zone without exceeding overload threshold {counts}");
        }

        var zones = new SortedDictionary<string, (int Minimum, int Maximum, double Desired)>(StringComparer.Ordinal);
        foreach (var (zone, share) in shares.Shares)
        {
            zones[zone] = (minima[zone], minima[zone] + rest, Math.Max(share * endpoints, minima[zone]));
        }

        return (new HintAllocation(zones), null);
    }

    public bool Has(string zone) => zones.ContainsKey(zone);

    public int MaximumOf(string zone) => zones.TryGetValue(zone, out var found) ? found.Maximum : 0;

    /// <summary>How many endpoints zones should give away, and how many others should take, for a distribution.</summary>
    public (Dictionary<string, int> Giving, SortedDictionary<string, int> Receiving) Balance(IReadOnlyDictionary<string, int> allocated)
    {
        var tooMany = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var tooFew = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (zone, wanted) in zones)
        {
            var surplus = allocated.GetValueOrDefault(zone) - wanted.Desired;
            (surplus > 0 ? tooMany : tooFew)[zone] = Math.Abs(surplus);
        }

        var giving = new Dictionary<string, int>(StringComparer.Ordinal);
        var receiving = new SortedDictionary<string, int>(StringComparer.Ordinal);
        while (tooMany.Count > 0 && tooFew.Count > 0)
        {
            var from = tooMany.MaxBy(zone => zone.Value);
            var to = tooFew.MaxBy(zone => zone.Value);
            if ((from.Value < 1 && to.Value < 1) || from.Value < 0.5 || to.Value < 0.5)
            {
                break;
            }

            giving[from.Key] = giving.GetValueOrDefault(from.Key) + 1;
            tooMany[from.Key]--;
            receiving[to.Key] = receiving.GetValueOrDefault(to.Key) + 1;
            tooFew[to.Key]--;
        }

        return (giving, receiving);
    }
}
