using FsCheck;
using FsCheck.Fluent;
using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class RolloutProperties
{
    public enum Act
    {
        BecomeReady,
        BecomeUnready,
        Delete,
        ChangeTemplate,
        Scale,
    }

    /// <summary>Something that happens; the number chooses a Pod, a template or a size.</summary>
    public sealed record Happening(Act Act, int Number);

    public sealed record Limits(int Replicas, string MaxSurge, string MaxUnavailable, bool IsGraceful);

    private static readonly Gen<Happening> Steps = Gen.Frequency(
        (6, Gen.Constant(Act.BecomeReady)),
        (3, Gen.Constant(Act.BecomeUnready)),
        (1, Gen.Constant(Act.Delete)),
        (2, Gen.Constant(Act.ChangeTemplate)),
        (1, Gen.Constant(Act.Scale))).SelectMany(act => Gen.Choose(0, 99).Select(number => new Happening(act, number)));

    private static readonly Gen<string> Amounts = Gen.Elements("0", "1", "2", "25%", "50%", "100%");

    private static readonly Gen<Limits> AllLimits = Gen.Choose(1, 8)
        .SelectMany(replicas => Amounts.SelectMany(surge => Amounts.SelectMany(unavailable =>
            Gen.Elements(true, false).Select(graceful => new Limits(replicas, surge, unavailable, graceful)))))
        .Where(limits => limits.MaxSurge != "0" || limits.MaxUnavailable != "0");

    /// <summary>Pods that become ready, unready or are deleted in any order never let a rolling update take away more available Pods than it
    /// may, nor have more Pods than it may.</summary>
    [Fact]
    public void A_rolling_update_keeps_its_limits_whatever_the_pods_do() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(120).WithEndSize(60),
        Prop.ForAll(Arb.From(AllLimits), Arb.From(Steps.ListOf()), (limits, steps) =>
        {
            var cluster = Start(limits);
            foreach (var step in steps)
            {
                var wasAvailable = Available(cluster);
                wasAvailable += Do(cluster, step);
                var spec = cluster.TheDeployment().Spec;
                var (surge, unavailable) = Resolve(spec);
                Assert.InRange(Active(cluster).Count(), 0, spec.Replicas!.Value + surge);
                if (step.Act != Act.Scale)
                {
                    Assert.InRange(Available(cluster), Math.Min(wasAvailable, spec.Replicas.Value - unavailable), int.MaxValue);
                }

                AssertStatusIsTrue(cluster);
            }

            Settle(cluster);
            Assert.True(cluster.RolloutStatus("default", "web").IsDone);
            var done = cluster.TheDeployment();
            Assert.Equal(done.Spec.Replicas, Active(cluster).Count());
            Assert.All(Active(cluster), pod => Assert.Equal(done.Spec.Template.Spec.Containers[0].Image, pod.Spec.Containers[0].Image));
        }));

    private static ClusterApi Start(Limits limits)
    {
        var cluster = TestCluster.Start(new ClusterOptions { GracefulPodDeletion = limits.IsGraceful });
        cluster.Apply(Workload.Deployment(
            replicas: limits.Replicas,
            more: $"strategy: {{rollingUpdate: {{maxSurge: {limits.MaxSurge}, maxUnavailable: {limits.MaxUnavailable}}}}}"));
        Settle(cluster);
        return cluster;
    }

    /// <summary>Does a step.</summary>
    /// <returns>By how much it changes the number of available Pods by itself, before anybody reacts.</returns>
    private static int Do(ClusterApi cluster, Happening step)
    {
        var pods = Active(cluster).ToArray();
        var pod = pods.Length == 0 ? null : pods[step.Number % pods.Length];
        switch (step.Act)
        {
            case Act.ChangeTemplate:
                cluster.Update<V1Deployment>("default", "web", found => found.Spec.Template.Spec.Containers[0].Image = $"nginx:{step.Number % 4}");
                return 0;
            case Act.Scale:
                cluster.Scale(ResourceKind.Deployment, "default", "web", step.Number % 9);
                return 0;
            case Act.Delete when pod is not null:
                cluster.Delete<V1Pod>("default", pod.Metadata.Name);
                return IsReady(pod) ? -1 : 0;
            case Act.BecomeReady or Act.BecomeUnready when pod is not null:
                Bind(cluster, pod);
                cluster.SetReady(pod.Metadata.Name, step.Act == Act.BecomeReady);
                return (step.Act == Act.BecomeReady ? 1 : 0) - (IsReady(pod) ? 1 : 0);
            default:
                return 0;
        }
    }

    private static void Bind(ClusterApi cluster, V1Pod pod)
    {
        if (string.IsNullOrEmpty(pod.Spec.NodeName))
        {
            cluster.BindPod(new("default", pod.Metadata.Name), $"node-{pod.Metadata.Name[^1] % 3}");
        }
    }

    private static void Settle(ClusterApi cluster)
    {
        while (Active(cluster).FirstOrDefault(pod => !IsReady(pod)) is { } pod)
        {
            Bind(cluster, pod);
            cluster.SetReady(pod.Metadata.Name, true);
        }
    }

    private static void AssertStatusIsTrue(ClusterApi cluster)
    {
        var status = cluster.TheDeployment().Status;
        Assert.Equal((Active(cluster).Count(), Available(cluster)), (status.Replicas ?? 0, status.AvailableReplicas ?? 0));
    }

    private static IEnumerable<V1Pod> Active(ClusterApi cluster) => cluster.List<V1Pod>().Where(pod => pod.Metadata.DeletionTimestamp is null);

    private static int Available(ClusterApi cluster) => Active(cluster).Count(IsReady);

    private static bool IsReady(V1Pod pod) => (pod.Status.Conditions ?? []).Any(condition => condition is { Type: "Ready", Status: "True" });

    /// <summary>The limits in Pods, by another way than the controller's.</summary>
    private static (int Surge, int Unavailable) Resolve(V1DeploymentSpec spec)
    {
        decimal Number(string text) => text.EndsWith('%')
            ? decimal.Parse(text.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture) * spec.Replicas!.Value / 100
            : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var surge = (int)Math.Ceiling(Number(spec.Strategy.RollingUpdate.MaxSurge.Value));
        var unavailable = (int)Math.Floor(Number(spec.Strategy.RollingUpdate.MaxUnavailable.Value));
        return (surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }
}
