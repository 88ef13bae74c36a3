using System.Globalization;
using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Writes down what happened to an object, as the event recorder of client-go does: an equal event is counted, not written
/// again; each is forgotten an hour after it happened last. (Source: client-go, tools/record; kube-apiserver, <c>--event-ttl</c>.)</summary>
internal sealed class EventRecorder(Transaction transaction, string component, string? host = null)
{
    /// <summary>How long an event is kept after it happened last.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private const string Separator = "\0";

    /// <summary>What makes two events equal.</summary>
    public static string IdentityOf(Corev1Event recorded) => string.Join(
        Separator,
        recorded.InvolvedObject.Kind,
        recorded.InvolvedObject.Name,
        recorded.InvolvedObject.Uid,
        recorded.InvolvedObject.FieldPath,
        recorded.Type,
        recorded.Reason,
        recorded.Message,
        recorded.Source?.Component,
        recorded.Source?.Host);

    /// <summary>Records an event about an object. Nothing happens while its namespace goes away.</summary>
    /// <returns>The stored event; null when there is none.</returns>
    public Corev1Event? Record(IKubernetesObject<V1ObjectMeta> about, string type, string reason, string message, string? fieldPath = null)
    {
        var space = string.IsNullOrEmpty(about.Metadata.NamespaceProperty) ? "default" : about.Metadata.NamespaceProperty;
        if (transaction.Find<V1Namespace>(new("", space)) is null or { Metadata.DeletionTimestamp: not null })
        {
            return null;
        }

        var recorded = NewEvent(about, space, type, reason, message, fieldPath);
        var same = transaction.Lookup(IndexKey.SameEvents(space, IdentityOf(recorded)));
        if (same.Count > 0)
        {
            recorded = CountAgain(transaction.Find<Corev1Event>(same[0])!);
        }

        transaction.Put(ResourceKind.Event, recorded);
        transaction.SetAppointment(ResourceKind.Event, Transaction.NameOf(recorded), recorded.LastTimestamp + Lifetime);
        return recorded;
    }

    private Corev1Event CountAgain(Corev1Event stored)
    {
        var again = (Corev1Event)DeepCopy.WithOwnMetadata(stored);
        again.Count = (again.Count ?? 1) + 1;
        again.LastTimestamp = transaction.Now;
        return again;
    }

    private Corev1Event NewEvent(
        IKubernetesObject<V1ObjectMeta> about, string space, string type, string reason, string message, string? fieldPath)
    {
        var kind = ResourceKind.All.FirstOrDefault(candidate => candidate.Type == about.GetType());
        return new Corev1Event
        {
            Metadata = new V1ObjectMeta
            {
                Name = NewName(space, about.Metadata.Name),
                NamespaceProperty = space,
                Uid = transaction.NextUid(),
                CreationTimestamp = transaction.Now,
            },
            InvolvedObject = new V1ObjectReference
            {
                ApiVersion = kind?.ApiVersion ?? about.ApiVersion,
                Kind = kind?.Kind ?? about.Kind,
                NamespaceProperty = about.Metadata.NamespaceProperty,
                Name = about.Metadata.Name,
                Uid = about.Metadata.Uid,
                ResourceVersion = about.Metadata.ResourceVersion,
                FieldPath = fieldPath,
            },
            Type = type,
            Reason = reason,
            Message = message,
            Count = 1,
            FirstTimestamp = transaction.Now,
            LastTimestamp = transaction.Now,
            Source = new V1EventSource { Component = component, Host = host },
            ReportingComponent = component,
            ReportingInstance = host ?? "",
        };
    }

    /// <summary>The name of the object and the time in hexadecimal nanoseconds since 1970. All events of one write happen at one time;
    /// what the write did before makes the difference.</summary>
    private string NewName(string space, string about)
    {
        var start = ((transaction.Instant - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick) + transaction.Events.Count;
        for (var nanoseconds = start; ; nanoseconds++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{about}.{nanoseconds:x16}");
            if (transaction.Find(ResourceKind.Event, new(space, name)) is null)
            {
                return name;
            }
        }
    }
}
