using System.Net.Sockets;
using System.Text;
using Learn.Sandbox;

namespace Learn.Cli.Doctor.Worlds;

/// <summary>Which matches and targets the kernel takes: rules with them are restored in a host that is thrown away.</summary>
internal static class RuleCheck
{
    private const string IPv4 = "IPv4", IPv6 = "IPv6";

    /// <summary>Tries them for both families.</summary>
    /// <param name="host">The host; null where there is no world, or no iptables in it.</param>
    /// <param name="why">Why there is none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(Host? host, string why, CancellationToken cancellationToken)
    {
        if (host is null)
        {
            return [.. RuleFeature.All.Select(feature => DoctorFinding.Unknown(DoctorArea.Kernel, feature.Id, Title(feature), why))];
        }

        var four = RefusedAsync(host, AddressFamily.InterNetwork, cancellationToken);
        var six = host.World.Report.Iptables!.TablesIPv6.Count > 0
            ? RefusedAsync(host, AddressFamily.InterNetworkV6, cancellationToken)
            : Task.FromResult(RuleFeature.All.ToDictionary(feature => feature, _ => "ip6tables does not work here"));
        var refusedFour = await four;
        var refusedSix = await six;
        return [.. RuleFeature.All.Select(feature => Find(feature, (refusedFour.GetValueOrDefault(feature), refusedSix.GetValueOrDefault(feature))))];
    }

    private static DoctorFinding Find(RuleFeature feature, (string? Four, string? Six) refusals)
    {
        if (refusals is (null, null))
        {
            return DoctorFinding.Ready(DoctorArea.Kernel, feature.Id, Title(feature), $"{IPv4} and {IPv6}");
        }

        string seen = refusals switch
        {
            ({ } four, not null) => $"the kernel takes no such rule: {four}",
            ({ } four, null) => $"{IPv6} only; for {IPv4} the kernel says: {four}",
            (_, { } six) => $"{IPv4} only; for {IPv6} the kernel says: {six}",
            _ => "",
        };
        string remedy = Remedies.Modules(feature.Modules);
        // IPv6 is needed by dual-stack lessons alone.
        return refusals.Four is not null && feature.OnlyFor is null
            ? DoctorFinding.Lacking(DoctorArea.Kernel, feature.Id, Title(feature), seen, remedy)
            : DoctorFinding.Warning(DoctorArea.Kernel, feature.Id, Title(feature), $"{seen}; needed for {(refusals.Four is null ? "dual-stack Services" : feature.OnlyFor)}", remedy);
    }

    private static string Title(RuleFeature feature) => $"{feature.Kind} {feature.Name}";

    // All at once, as a working machine takes it; one by one only to learn which it is that is refused.
    private static async Task<Dictionary<RuleFeature, string>> RefusedAsync(Host host, AddressFamily family, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<RuleFeature, string>();
        if (await TryAsync(host, family, RuleFeature.All, cancellationToken) is null)
        {
            return refused;
        }

        foreach (var feature in RuleFeature.All)
        {
            if (await TryAsync(host, family, [feature], cancellationToken) is { } words)
            {
                refused[feature] = words;
            }
        }

        return refused;
    }

    // The words of the refusal; null where it was taken.
    private static async Task<string?> TryAsync(Host host, AddressFamily family, IReadOnlyList<RuleFeature> features, CancellationToken cancellationToken)
    {
        bool isSix = family == AddressFamily.InterNetworkV6;
        var payload = new StringBuilder();
        foreach (var table in features.GroupBy(feature => feature.Table))
        {
            payload.Append('*').Append(table.Key).Append('\n')
                .AppendJoin('\n', table.Select(feature => (isSix ? feature.RuleIPv6 : null) ?? feature.Rule)).Append("\nCOMMIT\n");
        }

        var result = await host.Iptables(family).RestoreAsync(Encoding.ASCII.GetBytes(payload.ToString()), cancellationToken: cancellationToken);
        return result.Succeeded ? null : result.Message.Trim().Split('\n')[0];
    }
}
