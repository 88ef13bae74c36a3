using k8s.Models;

namespace Learn.Cluster;

/// <summary>The values that the API server fills into a Pod that does not give them. (Source: Kubernetes API reference, PodSpec, Container,
/// Probe.)</summary>
internal static class PodDefaults
{
    private const int GracePeriodSeconds = 30;

    private static readonly V1Toleration[] EvictionTolerations =
    [
        new() { Key = "node.kubernetes.io/not-ready", OperatorProperty = "Exists", Effect = "NoExecute", TolerationSeconds = 300 },
        new() { Key = "node.kubernetes.io/unreachable", OperatorProperty = "Exists", Effect = "NoExecute", TolerationSeconds = 300 },
    ];

    public static void Apply(V1Pod pod)
    {
        pod.Spec ??= new V1PodSpec();
        Apply(pod.Spec);
        AlignAddresses(pod.Status);
    }

    /// <summary>The same for the specification of a Pod, or of a template of Pods.</summary>
    public static void Apply(V1PodSpec spec)
    {
        spec.EnableServiceLinks ??= true;
        spec.DnsPolicy = Given(spec.DnsPolicy, "ClusterFirst");
        spec.RestartPolicy = Given(spec.RestartPolicy, "Always");
        spec.SecurityContext ??= new V1PodSecurityContext();
        spec.TerminationGracePeriodSeconds ??= GracePeriodSeconds;
        spec.SchedulerName = Given(spec.SchedulerName, "default-scheduler");
        foreach (var container in (spec.Containers ?? []).Concat(spec.InitContainers ?? []))
        {
            Apply(container, spec.HostNetwork == true);
        }

        foreach (var volume in spec.Volumes ?? [])
        {
            Apply(volume);
        }
    }

    /// <summary>What admission plugins add to new Pods: the service account, priority and tolerations that every Pod has.</summary>
    public static void Admit(V1Pod pod)
    {
        pod.Spec.ServiceAccountName = Given(pod.Spec.ServiceAccountName, "default");
        pod.Spec.ServiceAccount = pod.Spec.ServiceAccountName;
        pod.Spec.Priority ??= 0;
        pod.Spec.PreemptionPolicy ??= "PreemptLowerPriority";
        var tolerations = (pod.Spec.Tolerations ?? []).ToList();
        foreach (var toleration in EvictionTolerations)
        {
            if (!tolerations.Any(present =>
                (string.IsNullOrEmpty(present.Key) || present.Key == toleration.Key) && present.Effect is null or "" or "NoExecute"))
            {
                tolerations.Add(DeepCopy.Of(toleration));
            }
        }

        pod.Spec.Tolerations = tolerations;
    }

    private static void Apply(V1Container container, bool hostNetwork)
    {
        if (string.IsNullOrEmpty(container.ImagePullPolicy))
        {
            container.ImagePullPolicy = TagOf(container.Image ?? "") == "latest" ? "Always" : "IfNotPresent";
        }

        container.TerminationMessagePath = Given(container.TerminationMessagePath, "/dev/termination-log");
        container.TerminationMessagePolicy = Given(container.TerminationMessagePolicy, "File");
        foreach (var port in container.Ports ?? [])
        {
            port.Protocol = Given(port.Protocol, "TCP");
            if (hostNetwork && port.HostPort is null or 0)
            {
                port.HostPort = port.ContainerPort;
            }
        }

        Apply(container.Resources ??= new V1ResourceRequirements());
        Apply(container.LivenessProbe);
        Apply(container.ReadinessProbe);
        Apply(container.StartupProbe);
        Apply(container.Lifecycle?.PostStart?.HttpGet);
        Apply(container.Lifecycle?.PreStop?.HttpGet);
        foreach (var field in (container.Env ?? []).Select(variable => variable.ValueFrom?.FieldRef).OfType<V1ObjectFieldSelector>())
        {
            field.ApiVersion = Given(field.ApiVersion, "v1");
        }
    }

    private static string Given(string? value, string otherwise) => string.IsNullOrEmpty(value) ? otherwise : value;

    /// <summary>A limit without a request is also the request.</summary>
    private static void Apply(V1ResourceRequirements resources)
    {
        if (resources.Limits is not { Count: > 0 })
        {
            return;
        }

        resources.Requests ??= new Dictionary<string, ResourceQuantity>(StringComparer.Ordinal);
        foreach (var (name, limit) in resources.Limits)
        {
            resources.Requests.TryAdd(name, limit);
        }
    }

    private static void Apply(V1Probe? probe)
    {
        if (probe is null)
        {
            return;
        }

        probe.TimeoutSeconds = probe.TimeoutSeconds is null or 0 ? 1 : probe.TimeoutSeconds;
        probe.PeriodSeconds = probe.PeriodSeconds is null or 0 ? 10 : probe.PeriodSeconds;
        probe.SuccessThreshold = probe.SuccessThreshold is null or 0 ? 1 : probe.SuccessThreshold;
        probe.FailureThreshold = probe.FailureThreshold is null or 0 ? 3 : probe.FailureThreshold;
        if (probe.Grpc is not null)
        {
            probe.Grpc.Service ??= "";
        }

        Apply(probe.HttpGet);
    }

    private static void Apply(V1HTTPGetAction? action)
    {
        if (action is not null)
        {
            action.Path = Given(action.Path, "/");
            action.Scheme = Given(action.Scheme, "HTTP");
        }
    }

    private static void Apply(V1Volume volume)
    {
        const int readableByAll = 0b110_100_100;
        var hasSource = TypeSchema.For(typeof(V1Volume)).Fields.Any(field => field.Name != "name" && field.Get(volume) is not null);
        if (!hasSource)
        {
            volume.EmptyDir = new V1EmptyDirVolumeSource();
        }

        if (volume.ConfigMap is not null)
        {
            volume.ConfigMap.DefaultMode ??= readableByAll;
        }

        if (volume.Secret is not null)
        {
            volume.Secret.DefaultMode ??= readableByAll;
        }
    }

    /// <summary>The single address is the first of all, whichever of the two was given.</summary>
    private static void AlignAddresses(V1PodStatus? status)
    {
        if (status is null)
        {
            return;
        }

        if (!string.IsNullOrEmpty(status.PodIP) && (status.PodIPs is not { Count: > 0 } || status.PodIPs[0].Ip != status.PodIP))
        {
            status.PodIPs = [new V1PodIP { Ip = status.PodIP }];
        }
        else if (status.PodIPs is { Count: > 0 })
        {
            status.PodIP = status.PodIPs[0].Ip;
        }

        if (!string.IsNullOrEmpty(status.HostIP) && status.HostIPs is not { Count: > 0 })
        {
            status.HostIPs = [new V1HostIP { Ip = status.HostIP }];
        }
    }

    /// <summary>The tag of an image: <c>latest</c> when it names neither tag nor digest.</summary>
    private static string TagOf(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return "";
        }

        var name = image[(image.LastIndexOf('/') + 1)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "latest" : name[(colon + 1)..];
    }
}
