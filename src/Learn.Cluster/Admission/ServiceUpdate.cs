using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server does with an update of a Service: keeps what it allocated, drops what the new type has no use for, and
/// refuses what may not change.</summary>
internal static class ServiceUpdate
{
    public static void Prepare(V1Service service, V1Service before)
    {
        AlignAddresses(service.Spec, before.Spec);
        KeepAllocated(service, before);
        DropUnused(service, before);
    }

    public static void Validate(V1Service service, V1Service before, List<FieldError> errors)
    {
        if (service.NeedsHealthCheckNodePort && before.NeedsHealthCheckNodePort
            && service.Spec.HealthCheckNodePort != before.Spec.HealthCheckNodePort)
        {
            errors.Add(FieldError.Forbidden("spec.healthCheckNodePort", "field is immutable"));
        }

        if (service.Spec.Type == "LoadBalancer" && before.Spec.Type == "LoadBalancer"
            && service.Spec.LoadBalancerClass != before.Spec.LoadBalancerClass)
        {
            errors.Add(FieldError.Invalid("spec.loadBalancerClass", service.Spec.LoadBalancerClass, "may not change once set"));
        }

        if (!service.IsExternalName && !before.IsExternalName)
        {
            ValidateAddresses(service, before, errors);
            ValidateFamilies(service, before, errors);
        }
    }

    /// <summary>Brings clusterIP and clusterIPs together when only one of them was changed.</summary>
    private static void AlignAddresses(V1ServiceSpec spec, V1ServiceSpec before)
    {
        var sameList = ServiceFacts.SameTexts(spec.ClusterIPs, before.ClusterIPs);
        if (string.IsNullOrEmpty(spec.ClusterIP))
        {
            if (!string.IsNullOrEmpty(before.ClusterIP) && sameList)
            {
                spec.ClusterIPs = null;
            }
        }
        else if (spec.ClusterIP != before.ClusterIP && sameList)
        {
            spec.ClusterIPs = [spec.ClusterIP];
        }
    }

    private static void KeepAllocated(V1Service service, V1Service before)
    {
        if (service.NeedsClusterIP && before.NeedsClusterIP)
        {
            service.Spec.ClusterIP = string.IsNullOrEmpty(service.Spec.ClusterIP) ? before.Spec.ClusterIP : service.Spec.ClusterIP;
            if (service.Spec.ClusterIPs is not { Count: > 0 } && service.Spec.ClusterIP == before.Spec.ClusterIP)
            {
                service.Spec.ClusterIPs = before.Spec.ClusterIPs?.ToList();
            }
        }

        if (service.Spec.Type is "NodePort" or "LoadBalancer" && before.Spec.Type is "NodePort" or "LoadBalancer")
        {
            KeepNodePorts(service.Spec.Ports ?? [], before.Spec.Ports ?? []);
        }

        if (service.NeedsHealthCheckNodePort && before.NeedsHealthCheckNodePort)
        {
            service.Spec.HealthCheckNodePort = service.Spec.HealthCheckNodePort is null or 0
                ? before.Spec.HealthCheckNodePort
                : service.Spec.HealthCheckNodePort;
        }
    }

    /// <summary>A port that names no node port keeps the one that the port of the same name had.</summary>
    private static void KeepNodePorts(IList<V1ServicePort> ports, IList<V1ServicePort> before)
    {
        var used = ports.Select(port => port.NodePort ?? 0).Where(number => number != 0).ToHashSet();
        foreach (var port in ports.Where(port => port.NodePort is null or 0))
        {
            var number = before.FirstOrDefault(old => (old.Name ?? "") == (port.Name ?? ""))?.NodePort ?? 0;
            if (number != 0 && used.Add(number))
            {
                port.NodePort = number;
            }
        }
    }

    /// <summary>Drops what was set for the old type, if the update did not touch it.</summary>
    private static void DropUnused(V1Service service, V1Service before)
    {
        var (spec, old) = (service.Spec, before.Spec);
        if (before.NeedsClusterIP && !service.NeedsClusterIP)
        {
            if (ServiceFacts.SameTexts(spec.ClusterIPs, old.ClusterIPs))
            {
                (spec.ClusterIP, spec.ClusterIPs) = (null, null);
            }

            spec.IpFamilies = ServiceFacts.SameTexts(spec.IpFamilies, old.IpFamilies) ? null : spec.IpFamilies;
            spec.IpFamilyPolicy = spec.IpFamilyPolicy == old.IpFamilyPolicy ? null : spec.IpFamilyPolicy;
        }

        var portsNow = (spec.Ports ?? []).Select(port => port.NodePort ?? 0);
        var portsBefore = (old.Ports ?? []).Select(port => port.NodePort ?? 0).ToHashSet();
        if (old.Type is "NodePort" or "LoadBalancer" && spec.Type is not ("NodePort" or "LoadBalancer")
            && portsNow.All(port => port == 0 || portsBefore.Contains(port)))
        {
            foreach (var port in spec.Ports ?? [])
            {
                port.NodePort = null;
            }
        }

        if (before.NeedsHealthCheckNodePort && !service.NeedsHealthCheckNodePort && spec.HealthCheckNodePort == old.HealthCheckNodePort)
        {
            spec.HealthCheckNodePort = null;
        }

        if (old.Type == "LoadBalancer" && spec.Type != "LoadBalancer")
        {
            spec.AllocateLoadBalancerNodePorts =
                spec.AllocateLoadBalancerNodePorts == old.AllocateLoadBalancerNodePorts ? null : spec.AllocateLoadBalancerNodePorts;
            spec.LoadBalancerClass = spec.LoadBalancerClass == old.LoadBalancerClass ? null : spec.LoadBalancerClass;
        }

        if (before.IsExternallyAccessible && !service.IsExternallyAccessible && spec.ExternalTrafficPolicy == old.ExternalTrafficPolicy)
        {
            spec.ExternalTrafficPolicy = null;
        }
    }

    private static void ValidateAddresses(V1Service service, V1Service before, List<FieldError> errors)
    {
        var (now, old) = (service.Spec.ClusterIPs ?? [], before.Spec.ClusterIPs ?? []);
        if (service.IsHeadless && before.IsHeadless)
        {
            return;
        }

        if (old.Count > 0 && now.Count == 0)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", GoText.List(now), "primary clusterIP can not be unset"));
        }

        for (var i = 0; i < Math.Min(now.Count, old.Count); i++)
        {
            if (now[i] != old[i])
            {
                errors.Add(FieldError.Invalid($"spec.clusterIPs[{i}]", now, "may not change once set"));
            }
        }

        if (now.Count == 1 && old.Count > 1 && service.Spec.IpFamilyPolicy != "SingleStack")
        {
            errors.Add(FieldError.Invalid(
                "spec.ipFamilyPolicy", service.Spec.IpFamilyPolicy, "must be set to 'SingleStack' when releasing the secondary clusterIP"));
        }
    }

    private static void ValidateFamilies(V1Service service, V1Service before, List<FieldError> errors)
    {
        var (now, old) = (service.Spec.IpFamilies ?? [], before.Spec.IpFamilies ?? []);
        if (service.IsHeadless || before.IsHeadless || now.Count == 0)
        {
            return;
        }

        var compared = now.Count == old.Count ? now.Count : Math.Min(1, old.Count);
        if (!now.Take(compared).SequenceEqual(old.Take(compared)))
        {
            errors.Add(FieldError.Invalid("spec.ipFamilies[0]", now, "may not change once set"));
        }

        if (now.Count == 1 && old.Count > 1 && service.Spec.IpFamilyPolicy != "SingleStack")
        {
            errors.Add(FieldError.Invalid(
                "spec.ipFamilyPolicy", service.Spec.IpFamilyPolicy, "must be set to 'SingleStack' when releasing the secondary ipFamily"));
        }
    }
}
