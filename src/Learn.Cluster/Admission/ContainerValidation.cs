using k8s.Models;

namespace Learn.Cluster;

/// <summary>What the API server refuses in a container.</summary>
internal sealed class ContainerValidation(V1Container container, string path, HashSet<string> volumes, List<FieldError> errors)
{
    private static readonly string[] PullPolicies = ["Always", "IfNotPresent", "Never"];

    public void Run()
    {
        if (string.IsNullOrEmpty(container.Name))
        {
            errors.Add(FieldError.Required($"{path}.name"));
        }
        else
        {
            errors.AddInvalid($"{path}.name", container.Name, LabelRules.CheckDns1123Label(container.Name));
        }

        if (string.IsNullOrEmpty(container.Image))
        {
            errors.Add(FieldError.Required($"{path}.image"));
        }
        else if (container.Image.Trim() != container.Image)
        {
            errors.Add(FieldError.Invalid($"{path}.image", container.Image, "must not have leading or trailing whitespace"));
        }

        if (!PullPolicies.Contains(container.ImagePullPolicy))
        {
            errors.Add(FieldError.NotSupported($"{path}.imagePullPolicy", container.ImagePullPolicy, PullPolicies));
        }

        if (container.TerminationMessagePolicy is not ("File" or "FallbackToLogsOnError"))
        {
            errors.Add(FieldError.NotSupported(
                $"{path}.terminationMessagePolicy", container.TerminationMessagePolicy, "FallbackToLogsOnError", "File"));
        }

        CheckPorts();
        CheckEnvironment();
        CheckMounts();
        CheckResources();
        ProbeValidation.Check(container.LivenessProbe, $"{path}.livenessProbe", mustSucceedOnce: true, errors);
        ProbeValidation.Check(container.ReadinessProbe, $"{path}.readinessProbe", mustSucceedOnce: false, errors);
        ProbeValidation.Check(container.StartupProbe, $"{path}.startupProbe", mustSucceedOnce: true, errors);
    }

    private void CheckPorts()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var ports = container.Ports ?? [];
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[i];
            var portPath = $"{path}.ports[{i}]";
            if (!string.IsNullOrEmpty(port.Name))
            {
                var problems = PortRules.CheckName(port.Name);
                errors.AddInvalid($"{portPath}.name", port.Name, problems);
                if (problems.Count == 0 && !names.Add(port.Name))
                {
                    errors.Add(FieldError.Duplicate($"{portPath}.name", port.Name));
                }
            }

            if (port.ContainerPort == 0)
            {
                errors.Add(FieldError.Required($"{portPath}.containerPort"));
            }
            else
            {
                AddressRules.CheckPort($"{portPath}.containerPort", port.ContainerPort, errors);
            }

            if (port.HostPort is { } hostPort and not 0)
            {
                AddressRules.CheckPort($"{portPath}.hostPort", hostPort, errors);
            }

            PortRules.CheckProtocol($"{portPath}.protocol", port.Protocol, errors);
        }
    }

    private void CheckEnvironment()
    {
        var variables = container.Env ?? [];
        for (var i = 0; i < variables.Count; i++)
        {
            var name = variables[i].Name;
            if (string.IsNullOrEmpty(name))
            {
                errors.Add(FieldError.Required($"{path}.env[{i}].name"));
            }
            else if (name.Any(c => c is < ' ' or > '~' or '='))
            {
                errors.Add(FieldError.Invalid(
                    $"{path}.env[{i}].name",
                    name,
                    "a valid environment variable name must consist only of printable ASCII characters other than '='"));
            }

            if (variables[i].ValueFrom is not null && !string.IsNullOrEmpty(variables[i].Value))
            {
                errors.Add(FieldError.Invalid($"{path}.env[{i}].valueFrom", "", "may not be specified when `value` is not empty"));
            }
        }
    }

    private void CheckMounts()
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var mounts = container.VolumeMounts ?? [];
        for (var i = 0; i < mounts.Count; i++)
        {
            var mount = mounts[i];
            if (string.IsNullOrEmpty(mount.Name))
            {
                errors.Add(FieldError.Required($"{path}.volumeMounts[{i}].name"));
            }
            else if (!volumes.Contains(mount.Name))
            {
                errors.Add(FieldError.NotFound($"{path}.volumeMounts[{i}].name", mount.Name));
            }

            if (string.IsNullOrEmpty(mount.MountPath))
            {
                errors.Add(FieldError.Required($"{path}.volumeMounts[{i}].mountPath"));
            }
            else if (!places.Add(mount.MountPath))
            {
                errors.Add(FieldError.Invalid($"{path}.volumeMounts[{i}].mountPath", mount.MountPath, "must be unique"));
            }
        }
    }

    private void CheckResources()
    {
        foreach (var (name, request) in container.Resources?.Requests ?? new Dictionary<string, ResourceQuantity>())
        {
            if (container.Resources!.Limits is { } limits && limits.TryGetValue(name, out var limit)
                && request.ToDecimal() > limit.ToDecimal())
            {
                errors.Add(FieldError.Invalid(
                    $"{path}.resources.requests", request.ToString(), $"must be less than or equal to {name} limit of {limit}"));
            }
        }
    }
}
