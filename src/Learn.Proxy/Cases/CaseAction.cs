using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>One thing that happens in a step of a case. The set of actions is closed.</summary>
public abstract record CaseAction
{
    private CaseAction()
    {
    }

    /// <summary>An object is created, or replaces the one of its name.</summary>
    /// <param name="Resource">The object as an API server would show it.</param>
    public sealed record SetObject(IKubernetesObject<V1ObjectMeta> Resource) : CaseAction;

    /// <summary>An object is deleted.</summary>
    /// <param name="Kind">For example <c>Service</c>.</param>
    /// <param name="Name">Its namespace (empty for a Node) and name.</param>
    public sealed record DeleteObject(string Kind, NamespacedName Name) : CaseAction;

    /// <summary>A shell command runs on the node.</summary>
    /// <param name="Script">What <c>sh -c</c> gets.</param>
    public sealed record Execute(string Script) : CaseAction;

    /// <summary>Time passes.</summary>
    /// <param name="Time">How much.</param>
    public sealed record Wait(TimeSpan Time) : CaseAction;

    /// <summary>Time passes until kube-proxy has looked at its canary chain.</summary>
    public sealed record WaitForCanaryPoll : CaseAction;

    /// <summary>The state is looked at when the step is over, not when everything has settled.</summary>
    public sealed record SnapshotNow : CaseAction;

    /// <summary>kube-proxy is stopped.</summary>
    public sealed record StopProxy : CaseAction;

    /// <summary>kube-proxy is started again.</summary>
    public sealed record StartProxy : CaseAction;

    /// <summary>kube-proxy is started again with another configuration: it ends itself when its configuration changes.</summary>
    /// <param name="Configuration">The new configuration.</param>
    public sealed record Reconfigure(ProxyConfiguration Configuration) : CaseAction;

    /// <summary><c>kube-proxy --cleanup</c> runs.</summary>
    public sealed record Cleanup : CaseAction;
}
