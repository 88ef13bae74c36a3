using k8s;
using k8s.Models;

namespace Learn.Cluster;

public sealed partial class ClusterApi
{
    /// <summary>When time alone will change something next: a Pod has been ready for minReadySeconds, a rollout has missed its
    /// deadline, an event is an hour old. Null when nothing is to come. Whoever has the clock calls <see cref="Tick"/> then.</summary>
    public DateTimeOffset? NextDue => Volatile.Read(ref state).Agenda.Next is { } next ? new DateTimeOffset(next, TimeSpan.Zero) : null;

    /// <summary>Does what is due by now; nothing when nothing is. Calling it too often or too late does no harm.</summary>
    public void Tick()
    {
        if (Volatile.Read(ref state).Agenda.Next is { } next && next <= time.GetUtcNow().UtcDateTime)
        {
            Write(transaction =>
            {
                foreach (var due in transaction.TakeDue())
                {
                    if (due.Kind == ResourceKind.Event.Kind)
                    {
                        transaction.Remove(ResourceKind.Event, due.Name);
                    }
                    else
                    {
                        transaction.Revisit.Add(due);
                    }
                }

                return true;
            });
        }
    }

    /// <summary>Records what happened to an object, for <c>kubectl get events</c>. An event that says the same about the same object as an
    /// earlier one is counted with it. It is forgotten an hour after it happened last, and outlives its object.</summary>
    /// <param name="about">The object; its kind, name, namespace and uid count.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">One word, <c>Started</c>.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="component">Who says so: <c>kubelet</c>.</param>
    /// <param name="host">On which node that is; null when it does not matter.</param>
    /// <param name="fieldPath">The part of the object, <c>spec.containers{web}</c>; null for all of it.</param>
    /// <returns>A copy of the stored event; null when its namespace does not exist or goes away.</returns>
    public Corev1Event? RecordEvent(
        IKubernetesObject<V1ObjectMeta> about,
        string type,
        string reason,
        string message,
        string component,
        string? host = null,
        string? fieldPath = null)
    {
        ArgumentNullException.ThrowIfNull(about);
        return Write(transaction => new EventRecorder(transaction, component, host).Record(about, type, reason, message, fieldPath));
    }
}
