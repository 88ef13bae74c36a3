using k8s.Models;

namespace Learn.Cluster.Tests;

/// <summary>A cluster with a Deployment, and a stand-in for scheduler and kubelet.</summary>
internal static class Workload
{
    public static string Deployment(string name = "web", int replicas = 3, string image = "nginx:1", string more = "") => $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{{name}}}
        spec:
          replicas: {{{replicas}}}
          {{{more.ReplaceLineEndings("\n  ")}}}
          selector: {matchLabels: {app: {{{name}}}}}
          template:
            metadata: {labels: {app: {{{name}}}}}
            spec: {containers: [{name: web, image: "{{{image}}}"}]}
        """;

    /// <summary>Makes every Pod that has not been started run and be ready.</summary>
    public static void StartPods(this ClusterApi cluster, Func<V1Pod, bool>? which = null)
    {
        var waiting = cluster.List<V1Pod>().Where(pod => pod.Status.Phase == "Pending" && (which is null || which(pod))).ToArray();
        foreach (var pod in waiting)
        {
            cluster.SetReady(pod.Metadata.Name, true);
        }
    }

    /// <summary>Makes all Pods ready, also those that this makes a rollout add, until none is left to start.</summary>
    public static void FinishRollout(this ClusterApi cluster)
    {
        while (cluster.List<V1Pod>().Any(pod => pod.Status.Phase == "Pending"))
        {
            cluster.StartPods();
        }
    }

    public static void SetReady(this ClusterApi cluster, string pod, bool isReady) => cluster.UpdateStatus<V1Pod>("default", pod, stored =>
    {
        stored.Status.Phase = "Running";
        stored.Status.Conditions =
        [
            .. (stored.Status.Conditions ?? []).Where(condition => condition.Type != "Ready"),
            new V1PodCondition { Type = "Ready", Status = isReady ? "True" : "False" },
        ];
    });

    public static V1Deployment TheDeployment(this ClusterApi cluster, string name = "web") => cluster.Get<V1Deployment>("default", name)!;

    /// <summary>Sizes of the ReplicaSets that have one, by revision: <c>1:3 2:1</c>.</summary>
    public static string Sizes(this ClusterApi cluster) => string.Join(' ', cluster.List<V1ReplicaSet>()
        .Where(set => set.Spec.Replicas > 0)
        .Select(set => $"{set.Metadata.Annotations["deployment.kubernetes.io/revision"]}:{set.Spec.Replicas}")
        .Order(StringComparer.Ordinal));

    public static string Condition(this V1Deployment deployment, string type)
    {
        var condition = deployment.Status.Conditions.Single(condition => condition.Type == type);
        return $"{condition.Status} {condition.Reason}: {condition.Message}";
    }
}
