using System.Globalization;
using System.Text;

namespace Learn.Proxy;

/// <summary>
/// The metrics of a kube-proxy, by its own names, for what exists here. Both halves count into the same object. The text is the one that
/// Prometheus reads. <c>kubeproxy_network_programming_duration_seconds</c> is left out: it needs the times at which a controller of the
/// API server wrote its slices.
/// </summary>
public sealed class ProxyMetrics
{
    private readonly Dictionary<string, Gauge> _rulesOwned = new() { ["filter"] = new(), ["nat"] = new() };
    private readonly Dictionary<string, Gauge> _rulesWritten = new() { ["filter"] = new(), ["nat"] = new() };
    private readonly Dictionary<string, Gauge> _withoutLocal = new() { ["external"] = new(), ["internal"] = new() };
    private readonly Dictionary<string, Counter> _healthz = new() { ["200"] = new(), ["503"] = new() };
    private readonly Dictionary<string, Counter> _livez = new() { ["200"] = new(), ["503"] = new() };

    /// <summary><c>kubeproxy_sync_proxy_rules_duration_seconds</c></summary>
    public Histogram SyncDuration { get; } = new(Histogram.Exponential(0.001, 2, 15));

    /// <summary><c>kubeproxy_sync_full_proxy_rules_duration_seconds</c></summary>
    public Histogram FullSyncDuration { get; } = new(Histogram.Exponential(0.001, 2, 15));

    /// <summary><c>kubeproxy_sync_partial_proxy_rules_duration_seconds</c></summary>
    public Histogram PartialSyncDuration { get; } = new(Histogram.Exponential(0.001, 2, 15));

    /// <summary><c>kubeproxy_sync_proxy_rules_last_timestamp_seconds</c></summary>
    public Gauge LastSync { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds</c></summary>
    public Gauge LastQueued { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_endpoint_changes_pending</c></summary>
    public Gauge EndpointChangesPending { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_endpoint_changes_total</c></summary>
    public Counter EndpointChangesTotal { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_service_changes_pending</c></summary>
    public Gauge ServiceChangesPending { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_service_changes_total</c></summary>
    public Counter ServiceChangesTotal { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_iptables_restore_failures_total</c></summary>
    public Counter RestoreFailures { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_iptables_partial_restore_failures_total</c></summary>
    public Counter PartialRestoreFailures { get; } = new();

    /// <summary><c>kubeproxy_sync_proxy_rules_iptables_total</c> of a table, filter or nat.</summary>
    public Gauge RulesOwned(string table) => _rulesOwned[table];

    /// <summary><c>kubeproxy_sync_proxy_rules_iptables_last</c> of a table, filter or nat.</summary>
    public Gauge RulesWritten(string table) => _rulesWritten[table];

    /// <summary><c>kubeproxy_sync_proxy_rules_no_local_endpoints_total</c> of a policy, internal or external.</summary>
    public Gauge WithoutLocalEndpoints(string policy) => _withoutLocal[policy];

    /// <summary><c>kubeproxy_proxy_healthz_total</c> of a status, 200 or 503.</summary>
    public Counter Healthz(int status) => _healthz[status == 200 ? "200" : "503"];

    /// <summary><c>kubeproxy_proxy_livez_total</c> of a status, 200 or 503.</summary>
    public Counter Livez(int status) => _livez[status == 200 ? "200" : "503"];

    /// <summary>All metrics in the text format of Prometheus, sorted by name.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Write(text, "proxy_healthz_total", "Answers of /healthz by HTTP status", "code", _healthz);
        Write(text, "proxy_livez_total", "Answers of /livez by HTTP status", "code", _livez);
        Write(text, "sync_full_proxy_rules_duration_seconds", "Seconds that full syncs took", FullSyncDuration);
        Write(text, "sync_partial_proxy_rules_duration_seconds", "Seconds that partial syncs took", PartialSyncDuration);
        Write(text, "sync_proxy_rules_duration_seconds", "Seconds that syncs took", SyncDuration);
        Write(text, "sync_proxy_rules_endpoint_changes_pending", "Changes of endpoints that are not synced yet", EndpointChangesPending);
        Write(text, "sync_proxy_rules_endpoint_changes_total", "Changes of endpoints seen", EndpointChangesTotal);
        Write(text, "sync_proxy_rules_iptables_last", "Rules written by the last sync", "table", _rulesWritten);
        Write(text, "sync_proxy_rules_iptables_partial_restore_failures_total", "Partial restores that failed", PartialRestoreFailures);
        Write(text, "sync_proxy_rules_iptables_restore_failures_total", "Restores that failed", RestoreFailures);
        Write(text, "sync_proxy_rules_iptables_total", "Rules that kube-proxy owns", "table", _rulesOwned);
        Write(text, "sync_proxy_rules_last_queued_timestamp_seconds", "When a sync was last asked for", LastQueued);
        Write(text, "sync_proxy_rules_last_timestamp_seconds", "When a sync last succeeded", LastSync);
        Write(text, "sync_proxy_rules_no_local_endpoints_total", "Service ports with a Local policy and no endpoint for it",
            "traffic_policy", _withoutLocal);
        Write(text, "sync_proxy_rules_service_changes_pending", "Changes of Services that are not synced yet", ServiceChangesPending);
        Write(text, "sync_proxy_rules_service_changes_total", "Changes of Services seen", ServiceChangesTotal);
        return text.ToString();
    }

    internal void Succeeded(SyncPlan plan, DateTimeOffset now)
    {
        Finished(plan, now);
        LastSync.Set(Seconds(now));
        RulesWritten("filter").Set(plan.FilterRules);
        RulesWritten("nat").Set(plan.NatRules);
        RulesOwned("filter").Set(plan.FilterRules);
        RulesOwned("nat").Set(plan.NatRulesOwned);
        WithoutLocalEndpoints("internal").Set(plan.PortsWithoutInternalLocalEndpoints);
        WithoutLocalEndpoints("external").Set(plan.PortsWithoutExternalLocalEndpoints);
    }

    internal void Failed(SyncPlan plan, DateTimeOffset now)
    {
        Finished(plan, now);
        RestoreFailures.Increment();
        if (!plan.IsFull)
        {
            PartialRestoreFailures.Increment();
        }
    }

    internal static double Seconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void Finished(SyncPlan plan, DateTimeOffset now)
    {
        double seconds = (now - plan.PlannedAt).TotalSeconds;
        SyncDuration.Observe(seconds);
        (plan.IsFull ? FullSyncDuration : PartialSyncDuration).Observe(seconds);
    }

    private static void Head(StringBuilder text, string name, string help, string type) =>
        text.Append(CultureInfo.InvariantCulture, $"# HELP kubeproxy_{name} [ALPHA] {help}\n# TYPE kubeproxy_{name} {type}\n");

    private static void Write(StringBuilder text, string name, string help, Counter counter)
    {
        Head(text, name, help, "counter");
        text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name} {counter.Value}\n");
    }

    private static void Write(StringBuilder text, string name, string help, Gauge gauge)
    {
        Head(text, name, help, "gauge");
        text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name} {gauge.Value}\n");
    }

    private static void Write(StringBuilder text, string name, string help, string label, Dictionary<string, Counter> counters)
    {
        Head(text, name, help, "counter");
        foreach ((string value, Counter counter) in counters)
        {
            text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name}{{{label}=\"{value}\"}} {counter.Value}\n");
        }
    }

    private static void Write(StringBuilder text, string name, string help, string label, Dictionary<string, Gauge> gauges)
    {
        Head(text, name, help, "gauge");
        foreach ((string value, Gauge gauge) in gauges)
        {
            text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name}{{{label}=\"{value}\"}} {gauge.Value}\n");
        }
    }

    private static void Write(StringBuilder text, string name, string help, Histogram histogram)
    {
        Head(text, name, help, "histogram");
        for (int index = 0; index < histogram.Bounds.Length; index++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"kubeproxy_{name}_bucket{{le=\"{histogram.Bounds[index]}\"}} {histogram.AtMost(index)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name}_bucket{{le=\"+Inf\"}} {histogram.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"kubeproxy_{name}_sum {histogram.Sum}\nkubeproxy_{name}_count {histogram.Count}\n");
    }
}
