using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>Service ports and endpoints that were read back from rules, as tables.</summary>
internal static class ServiceReadingRows
{
    /// <summary>The rows of items, or null where they are something else.</summary>
    public static ShownTable? TryMake(IReadOnlyList<object?> items) =>
        items.All(item => item is ServiceReading) ? Make(items.Cast<ServiceReading>())
        : items.All(item => item is EndpointReading) ? Endpoints(items.Cast<EndpointReading>())
        : items.All(item => item is Oddity) ? Rows.Make(
            items.Cast<Oddity>(), ("level", oddity => Rows.Text(oddity.Level)), ("what", oddity => Rows.Text(oddity.What)), ("meaning", oddity => Rows.Text(oddity.Meaning)),
            ("look at", oddity => Rows.Text(oddity.LookAt)))
        : items.All(item => item is ChainReading) ? Rows.Make(
            items.Cast<ChainReading>(), ("table", chain => Rows.Text(chain.Table)), ("chain", chain => Rows.Text(chain.Chain)), ("role", chain => Rows.Text(chain.Role)),
            ("service", chain => Rows.Text(chain.Service?.Name)), ("endpoint", chain => Rows.Text(chain.Endpoint?.Address)))
        : null;

    /// <summary>Service ports.</summary>
    public static ShownTable Make(IEnumerable<ServiceReading> services) => Rows.Make(
        services,
        ("name", service => Rows.Text(service.Name)),
        ("cluster IP", service => Rows.Text(service.ClusterIP)),
        ("port", service => Rows.Text($"{service.Port}/{service.Protocol}")),
        ("outside", service => Rows.Text(string.Join(" ", service.ExternalIPs.Concat(service.LoadBalancerIPs)))),
        ("node port", service => new TableCell(service.NodePort?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "")),
        ("endpoints", service => Rows.Number(service.Endpoints.Length)),
        ("notes", service => Rows.Text(string.Join(", ", service.Facts), service.IsRefused || service.IsDroppedWithoutLocal ? "warn" : null) with { Wraps = service.Facts.Any() }));

    /// <summary>Endpoints.</summary>
    public static ShownTable Endpoints(IEnumerable<EndpointReading> endpoints) => Rows.Make(
        endpoints,
        ("endpoint", endpoint => Rows.Text(endpoint.Address)),
        ("share", endpoint => new TableCell(Percent(endpoint.Share)) { IsNumber = true }),
        ("share of this node's", endpoint => new TableCell(endpoint.LocalShare is { } share ? Percent(share) : "") { IsNumber = true }),
        ("chain", endpoint => Rows.Text(endpoint.Chain)));

    private static string Percent(double share) => FormattableString.Invariant($"{share * 100:0.0} %");
}
