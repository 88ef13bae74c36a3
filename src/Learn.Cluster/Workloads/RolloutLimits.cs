using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>How far a Deployment may go during a rolling update, in Pods.</summary>
/// <param name="Replicas">How many it asks for.</param>
/// <param name="MaxSurge">How many more there may be.</param>
/// <param name="MaxUnavailable">How many fewer may be available.</param>
internal readonly record struct RolloutLimits(int Replicas, int MaxSurge, int MaxUnavailable)
{
    /// <summary>How many Pods must be available.</summary>
    public int MinAvailable => Replicas - MaxUnavailable;

    /// <summary>How many Pods there may be in all.</summary>
    public int MaxTotal => Replicas + MaxSurge;

    /// <summary>Percentages are of the replicas; the surge is rounded up, the unavailable down. Where both come to nothing one Pod may be
    /// unavailable, for the rollout could not begin otherwise.</summary>
    public static RolloutLimits Of(V1DeploymentSpec spec)
    {
        var replicas = spec.Replicas ?? 1;
        if (spec.Strategy?.Type != "RollingUpdate" || spec.Strategy.RollingUpdate is not { } rolling)
        {
            return new(replicas, 0, 0);
        }

        var surge = Resolve(rolling.MaxSurge, replicas, roundsUp: true);
        var unavailable = Resolve(rolling.MaxUnavailable, replicas, roundsUp: false);
        if (surge == 0 && unavailable == 0)
        {
            unavailable = 1;
        }

        return new(replicas, surge, Math.Min(unavailable, replicas));
    }

    private static int Resolve(IntOrString? amount, int replicas, bool roundsUp)
    {
        if (amount?.Value is not { Length: > 0 } text)
        {
            return 0;
        }

        if (text[^1] != '%')
        {
            return (int)(ScalarBinding.ToInteger(text) ?? 0);
        }

        var product = long.Parse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture) * replicas;
        return (int)((product + (roundsUp ? 99 : 0)) / 100);
    }
}
