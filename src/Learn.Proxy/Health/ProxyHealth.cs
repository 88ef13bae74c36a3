using System.Collections.Concurrent;
using System.Globalization;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>
/// The health of a kube-proxy as a whole: <c>/healthz</c> and <c>/livez</c>. It is healthy as long as no change has been waiting for
/// longer than twice the sync period. Safe for several threads: servers ask while a sync runs.
/// </summary>
/// <param name="syncPeriod">The <c>syncPeriod</c> of the iptables section.</param>
/// <param name="time">The clock.</param>
/// <param name="metrics">Counts the answers.</param>
public sealed class ProxyHealth(TimeSpan syncPeriod, TimeProvider time, ProxyMetrics metrics)
{
    /// <summary>The taint that the cluster autoscaler puts on a node before it deletes it.</summary>
    public const string AutoscalerTaint = "ToBeDeletedByClusterAutoscaler";

    private readonly ConcurrentDictionary<IpFamily, DateTimeOffset> _oldestPending = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private DateTimeOffset? _lastUpdated;

    /// <summary>False while the node is about to be deleted: load balancers should send nothing more to it.</summary>
    public bool IsNodeEligible { get; private set; } = true;

    /// <summary>True if no sync is overdue.</summary>
    public bool IsHealthy => !_oldestPending.Values.Any(pending => time.GetUtcNow() - pending >= syncPeriod * 2);

    /// <summary>Notes that a sync of a half was asked for.</summary>
    public void Queued(IpFamily family)
    {
        _oldestPending.TryAdd(family, time.GetUtcNow());
        metrics.LastQueued.Set(ProxyMetrics.Seconds(time.GetUtcNow()));
    }

    /// <summary>Notes that a half was synced.</summary>
    public void Updated(IpFamily family)
    {
        _oldestPending.TryRemove(family, out _);
        _lastUpdated = time.GetUtcNow();
    }

    /// <summary>Notes this node as it is now; null if it was deleted.</summary>
    public void SetNode(V1Node? node) => IsNodeEligible = node is not null
        && node.Metadata?.DeletionTimestamp is null
        && !(node.Spec?.Taints ?? []).Any(taint => taint.Key == AutoscalerTaint);

    /// <summary>The answer of <c>/healthz</c>: whether this node should get traffic from outside.</summary>
    public HealthAnswer Healthz()
    {
        bool isHealthy = IsHealthy && IsNodeEligible;
        string body = Times(isHealthy) + $", \"nodeEligible\": {(IsNodeEligible ? "true" : "false")}}}";
        metrics.Healthz(isHealthy ? 200 : 503).Increment();
        return new(isHealthy ? 200 : 503, HealthAnswer.JsonHeaders, body);
    }

    /// <summary>The answer of <c>/livez</c>: whether this kube-proxy should be left running.</summary>
    public HealthAnswer Livez()
    {
        bool isHealthy = IsHealthy;
        metrics.Livez(isHealthy ? 200 : 503).Increment();
        return new(isHealthy ? 200 : 503, HealthAnswer.JsonHeaders, Times(isHealthy) + "}");
    }

    private string Times(bool isHealthy)
    {
        // While all is well the last update counts as being now, even if nothing had to be done for hours.
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset updated = isHealthy ? now : _lastUpdated ?? _startedAt;
        return $"{{\"lastUpdated\": \"{Text(updated)}\",\"currentTime\": \"{Text(now)}\"";
    }

    private static string Text(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + " +0000 UTC";
}
