using System.Globalization;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in a Service.</summary>
internal sealed class ServiceValidation(V1Service service, List<FieldError> errors)
{
    private const int MaximumAffinitySeconds = 86_400;

    private static readonly string[] Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

    private V1ServiceSpec Spec => service.Spec;

    private IList<V1ServicePort> Ports => Spec.Ports ?? [];

    public void Run()
    {
        CheckTopologyAnnotations();
        if (Ports.Count == 0 && !service.IsHeadless && !service.IsExternalName)
        {
            errors.Add(FieldError.Required("spec.ports"));
        }

        CheckByType();
        CheckPorts();
        MetadataRules.CheckLabels(Spec.Selector, "spec.selector", errors);
        CheckAffinity();
        new ServiceAddressValidation(service, errors).Run();
        CheckExternalAddresses();
        if (!Types.Contains(Spec.Type))
        {
            errors.Add(FieldError.NotSupported("spec.type", Spec.Type, Types));
        }

        CheckNodePorts();
        CheckDuplicatePorts();
        CheckSourceRanges();
        CheckLoadBalancerFields();
        new ServiceTrafficValidation(service, errors).Run();
    }

    private void CheckTopologyAnnotations()
    {
        const string hints = "service.kubernetes.io/topology-aware-hints";
        const string mode = "service.kubernetes.io/topology-mode";
        if (service.Metadata.Annotations is { } annotations
            && annotations.TryGetValue(hints, out var older) && annotations.TryGetValue(mode, out var newer) && older != newer)
        {
            errors.Add(FieldError.Invalid($"metadata.annotations[{mode}]", newer, $"must match annotations[{hints}] when both are specified"));
        }
    }

    private void CheckByType()
    {
        if (Spec.Type is "LoadBalancer" or "NodePort" && service.IsHeadless)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs[0]", Spec.ClusterIPs[0], $"may not be set to 'None' for {Spec.Type} services"));
        }

        if (!service.IsExternalName)
        {
            return;
        }

        const string message = "may not be set for ExternalName services";
        if (Spec.ClusterIPs is { Count: > 0 })
        {
            errors.Add(FieldError.Forbidden("spec.clusterIPs", message));
        }

        if (Spec.IpFamilies is { Count: > 0 })
        {
            errors.Add(FieldError.Forbidden("spec.ipFamilies", message));
        }

        if (Spec.IpFamilyPolicy is not null)
        {
            errors.Add(FieldError.Forbidden("spec.ipFamilyPolicy", message));
        }

        var name = Spec.ExternalName ?? "";
        name = name.EndsWith('.') ? name[..^1] : name;
        if (name.Length == 0)
        {
            errors.Add(FieldError.Required("spec.externalName"));
        }
        else
        {
            errors.AddInvalid("spec.externalName", name, LabelRules.CheckDns1123Subdomain(name));
        }
    }

    private void CheckPorts()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Ports.Count; i++)
        {
            var port = Ports[i];
            var path = $"spec.ports[{i}]";
            if (Ports.Count > 1 && string.IsNullOrEmpty(port.Name))
            {
                errors.Add(FieldError.Required($"{path}.name"));
            }
            else if (!string.IsNullOrEmpty(port.Name))
            {
                errors.AddInvalid($"{path}.name", port.Name, LabelRules.CheckDns1123Label(port.Name));
                if (!names.Add(port.Name))
                {
                    errors.Add(FieldError.Duplicate($"{path}.name", port.Name));
                }
            }

            AddressRules.CheckPort($"{path}.port", port.Port, errors);
            PortRules.CheckProtocol($"{path}.protocol", port.Protocol, errors);
            // A target port that was left out repeats the port, so its problem is the port's.
            if (port.TargetPort?.Value != port.Port.ToString(CultureInfo.InvariantCulture) || port.Port is >= 1 and <= 65535)
            {
                PortRules.CheckNumberOrName($"{path}.targetPort", port.TargetPort, errors);
            }

            if (port.AppProtocol is not null)
            {
                errors.AddInvalid($"{path}.appProtocol", port.AppProtocol, LabelRules.CheckQualifiedName(port.AppProtocol));
            }
        }
    }

    private void CheckAffinity()
    {
        if (Spec.SessionAffinity is not ("ClientIP" or "None"))
        {
            errors.Add(FieldError.NotSupported("spec.sessionAffinity", Spec.SessionAffinity, "ClientIP", "None"));
        }
        else if (Spec.SessionAffinity == "ClientIP"
            && Spec.SessionAffinityConfig.ClientIP.TimeoutSeconds is var timeout and (<= 0 or > MaximumAffinitySeconds))
        {
            errors.Add(FieldError.Invalid(
                "spec.sessionAffinityConfig.clientIP.timeoutSeconds",
                timeout,
                $"must be greater than 0 and less than {MaximumAffinitySeconds}"));
        }
    }

    private void CheckExternalAddresses()
    {
        for (var i = 0; i < (Spec.ExternalIPs?.Count ?? 0); i++)
        {
            if (AddressRules.CheckAddress($"spec.externalIPs[{i}]", Spec.ExternalIPs![i], errors))
            {
                AddressRules.CheckNotSpecial($"spec.externalIPs[{i}]", Spec.ExternalIPs[i], errors);
            }
        }
    }

    private void CheckNodePorts()
    {
        var seen = new HashSet<(string, int)>();
        for (var i = 0; i < Ports.Count; i++)
        {
            if (Ports[i].NodePort is not { } number || number == 0)
            {
                continue;
            }

            if (Spec.Type == "ClusterIP")
            {
                errors.Add(FieldError.Forbidden($"spec.ports[{i}].nodePort", "may not be used when `type` is 'ClusterIP'"));
            }

            if (!seen.Add((Ports[i].Protocol, number)))
            {
                errors.Add(FieldError.Duplicate($"spec.ports[{i}].nodePort", number));
            }
        }
    }

    private void CheckDuplicatePorts()
    {
        var seen = new HashSet<(string, int)>();
        for (var i = 0; i < Ports.Count; i++)
        {
            if (!seen.Add((Ports[i].Protocol, Ports[i].Port)))
            {
                errors.Add(FieldError.Duplicate($"spec.ports[{i}]", GoText.ServicePort(Ports[i].Protocol, Ports[i].Port)));
            }
        }
    }

    private void CheckSourceRanges()
    {
        // The capital letter is the API server's.
        const string path = "spec.LoadBalancerSourceRanges";
        if (Spec.LoadBalancerSourceRanges is not { Count: > 0 } ranges)
        {
            return;
        }

        if (Spec.Type != "LoadBalancer")
        {
            errors.Add(FieldError.Forbidden(path, "may only be used when `type` is 'LoadBalancer'"));
        }

        for (var i = 0; i < ranges.Count; i++)
        {
            AddressRules.CheckRange($"{path}[{i}]", ranges[i].Trim(), errors);
        }
    }

    private void CheckLoadBalancerFields()
    {
        const string message = "may only be used when `type` is 'LoadBalancer'";
        if (Spec.Type != "LoadBalancer")
        {
            if (Spec.AllocateLoadBalancerNodePorts is not null)
            {
                errors.Add(FieldError.Forbidden("spec.allocateLoadBalancerNodePorts", message));
            }

            if (Spec.LoadBalancerClass is not null)
            {
                errors.Add(FieldError.Forbidden("spec.loadBalancerClass", message));
            }
        }
        else if (Spec.LoadBalancerClass is not null)
        {
            errors.AddInvalid("spec.loadBalancerClass", Spec.LoadBalancerClass, LabelRules.CheckQualifiedName(Spec.LoadBalancerClass));
        }
    }
}
