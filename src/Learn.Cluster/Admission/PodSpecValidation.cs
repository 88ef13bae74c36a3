using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in the specification of a Pod, or of a template of Pods.</summary>
/// <param name="spec">The specification.</param>
/// <param name="path">Where it stands, <c>spec</c> or <c>spec.template.spec</c>.</param>
/// <param name="errors">Takes what is refused.</param>
internal sealed class PodSpecValidation(V1PodSpec spec, string path, List<FieldError> errors)
{
    private static readonly string[] RestartPolicies = ["Always", "OnFailure", "Never"];
    private static readonly string[] DnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];

    public void Run()
    {
        CheckContainers();
        CheckVolumes();
        if (!RestartPolicies.Contains(spec.RestartPolicy))
        {
            errors.Add(FieldError.NotSupported($"{path}.restartPolicy", spec.RestartPolicy, RestartPolicies));
        }

        if (!DnsPolicies.Contains(spec.DnsPolicy))
        {
            errors.Add(FieldError.NotSupported($"{path}.dnsPolicy", spec.DnsPolicy, DnsPolicies));
        }

        CheckNames();
        CheckHostAliases();
        MetadataRules.CheckLabels(spec.NodeSelector, $"{path}.nodeSelector", errors);
        CheckNotNegative($"{path}.terminationGracePeriodSeconds", spec.TerminationGracePeriodSeconds);
        if (spec.ActiveDeadlineSeconds is < 1 or > int.MaxValue)
        {
            errors.Add(FieldError.Invalid(
                $"{path}.activeDeadlineSeconds", spec.ActiveDeadlineSeconds, $"must be between 1 and {int.MaxValue}, inclusive"));
        }

        var gates = spec.ReadinessGates ?? [];
        for (var i = 0; i < gates.Count; i++)
        {
            var gate = gates[i].ConditionType ?? "";
            errors.AddInvalid($"{path}.readinessGates[{i}].conditionType", gate, LabelRules.CheckQualifiedName(gate));
        }
    }

    private void CheckContainers()
    {
        var containers = spec.Containers ?? [];
        if (containers.Count == 0)
        {
            errors.Add(FieldError.Required($"{path}.containers"));
        }

        var volumes = (spec.Volumes ?? []).Select(volume => volume.Name ?? "").ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var hostPorts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (list, field) in new[] { (containers, "containers"), (spec.InitContainers ?? [], "initContainers") })
        {
            for (var i = 0; i < list.Count; i++)
            {
                var containerPath = $"{path}.{field}[{i}]";
                new ContainerValidation(list[i], containerPath, volumes, errors).Run();
                if (!string.IsNullOrEmpty(list[i].Name) && !names.Add(list[i].Name))
                {
                    errors.Add(FieldError.Duplicate($"{containerPath}.name", list[i].Name));
                }

                CheckHostPorts(list[i], containerPath, hostPorts);
            }
        }
    }

    private void CheckHostPorts(V1Container container, string containerPath, HashSet<string> hostPorts)
    {
        var ports = container.Ports ?? [];
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[i];
            if (spec.HostNetwork == true && port.HostPort != port.ContainerPort)
            {
                errors.Add(FieldError.Invalid(
                    $"{containerPath}.ports[{i}].containerPort", port.ContainerPort, "must match `hostPort` when `hostNetwork` is true"));
            }

            var text = $"{port.Protocol}/{port.HostIP}/{port.HostPort}";
            if (port.HostPort is not (null or 0) && !hostPorts.Add(text))
            {
                errors.Add(FieldError.Duplicate($"{containerPath}.ports[{i}].hostPort", text));
            }
        }
    }

    private void CheckVolumes()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var volumes = spec.Volumes ?? [];
        for (var i = 0; i < volumes.Count; i++)
        {
            var name = volumes[i].Name;
            if (string.IsNullOrEmpty(name))
            {
                errors.Add(FieldError.Required($"{path}.volumes[{i}].name"));
                continue;
            }

            errors.AddInvalid($"{path}.volumes[{i}].name", name, LabelRules.CheckDns1123Label(name));
            if (!names.Add(name))
            {
                errors.Add(FieldError.Duplicate($"{path}.volumes[{i}].name", name));
            }
        }
    }

    private void CheckNames()
    {
        Check("nodeName", spec.NodeName, LabelRules.CheckDns1123Subdomain);
        Check("serviceAccountName", spec.ServiceAccountName, LabelRules.CheckDns1123Subdomain);
        Check("hostname", spec.Hostname, LabelRules.CheckDns1123Label);
        Check("subdomain", spec.Subdomain, LabelRules.CheckDns1123Label);
    }

    private void Check(string field, string? value, Func<string, IReadOnlyList<string>> rule)
    {
        if (!string.IsNullOrEmpty(value))
        {
            errors.AddInvalid($"{path}.{field}", value, rule(value));
        }
    }

    private void CheckHostAliases()
    {
        var aliases = spec.HostAliases ?? [];
        for (var i = 0; i < aliases.Count; i++)
        {
            AddressRules.CheckAddress($"{path}.hostAliases[{i}].ip", aliases[i].Ip ?? "", errors);
            foreach (var name in aliases[i].Hostnames ?? [])
            {
                errors.AddInvalid($"{path}.hostAliases[{i}].hostnames", name, LabelRules.CheckDns1123Subdomain(name));
            }
        }
    }

    private void CheckNotNegative(string field, long? value)
    {
        if (value < 0)
        {
            errors.Add(FieldError.Invalid(field, value, "must be greater than or equal to 0"));
        }
    }
}
