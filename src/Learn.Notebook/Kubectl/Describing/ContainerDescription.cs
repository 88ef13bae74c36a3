using System.Globalization;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>The containers of a Pod or a template.</summary>
internal static class ContainerDescription
{
    /// <summary>All of them under a title.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="title"><c>Containers</c>.</param>
    /// <param name="containers">The containers.</param>
    /// <param name="statuses">How they are; null in a template.</param>
    /// <param name="isTemplate">Whether they belong to a template, which is indented.</param>
    public static void Write(DescriptionText text, string title, IEnumerable<V1Container> containers, IList<V1ContainerStatus>? statuses, bool isTemplate)
    {
        text.Line(isTemplate ? 1 : 0, $"{title}:");
        foreach (var container in containers)
        {
            text.Line(1, $"{(isTemplate ? " " : "")}{container.Name}:");
            var status = statuses?.FirstOrDefault(one => one.Name == container.Name);
            WriteBasics(text, container, status);
            WriteWords(text, "Command", container.Command);
            WriteWords(text, "Args", container.Args);
            if (status is not null)
            {
                WriteState(text, "State", status.State);
                if (status.LastState?.Terminated is not null)
                {
                    WriteState(text, "Last State", status.LastState);
                }

                text.Field(2, "Ready", status.Ready ? "True" : "False");
                text.Field(2, "Restart Count", status.RestartCount);
            }

            WriteQuantities(text, "Limits", container.Resources?.Limits);
            WriteQuantities(text, "Requests", container.Resources?.Requests);
            WriteProbe(text, "Liveness", container.LivenessProbe);
            WriteProbe(text, "Readiness", container.ReadinessProbe);
            WriteProbe(text, "Startup", container.StartupProbe);
            WriteEnvironment(text, container);
            WriteMounts(text, container);
        }
    }

    private static void WriteBasics(DescriptionText text, V1Container container, V1ContainerStatus? status)
    {
        if (status is not null)
        {
            text.Field(2, "Container ID", status.ContainerID);
        }

        text.Field(2, "Image", container.Image);
        if (status is not null)
        {
            text.Field(2, "Image ID", status.ImageID);
        }

        var ports = container.Ports ?? [];
        var inner = string.Join(", ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{port.Protocol ?? "TCP"}")));
        var outer = string.Join(", ", ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{port.HostPort ?? 0}/{port.Protocol ?? "TCP"}")));
        text.Field(2, ports.Count > 1 ? "Ports" : "Port", DescriptionText.OrNone(inner));
        text.Field(2, ports.Count > 1 ? "Host Ports" : "Host Port", DescriptionText.OrNone(outer));
    }

    private static void WriteWords(DescriptionText text, string title, IList<string>? words)
    {
        if (words is not { Count: > 0 })
        {
            return;
        }

        text.Line(2, $"{title}:");
        foreach (var line in words.SelectMany(word => word.Split('\n')))
        {
            text.Line(3, line);
        }
    }

    private static void WriteState(DescriptionText text, string title, V1ContainerState? state)
    {
        switch (state)
        {
            case { Running: { } running }:
                text.Field(2, title, "Running");
                text.Field(3, "Started", DescriptionText.Moment(running.StartedAt));
                break;
            case { Terminated: { } ended }:
                text.Field(2, title, "Terminated");
                WriteIfAny(text, "Reason", ended.Reason);
                WriteIfAny(text, "Message", ended.Message);
                text.Field(3, "Exit Code", ended.ExitCode);
                WriteIfAny(text, "Signal", ended.Signal is > 0 ? ended.Signal.Value.ToString(CultureInfo.InvariantCulture) : null);
                text.Field(3, "Started", DescriptionText.Moment(ended.StartedAt));
                text.Field(3, "Finished", DescriptionText.Moment(ended.FinishedAt));
                break;
            default:
                text.Field(2, title, "Waiting");
                WriteIfAny(text, "Reason", state?.Waiting?.Reason);
                break;
        }
    }

    private static void WriteIfAny(DescriptionText text, string title, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Field(3, title, value);
        }
    }

    private static void WriteQuantities(DescriptionText text, string title, IDictionary<string, ResourceQuantity>? quantities)
    {
        if (quantities is { Count: > 0 })
        {
            text.Line(2, $"{title}:");
            foreach (var (name, quantity) in quantities.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                text.Field(3, name, quantity);
            }
        }
    }

    private static void WriteProbe(DescriptionText text, string title, V1Probe? probe)
    {
        if (probe is null)
        {
            return;
        }

        var how = probe switch
        {
            { Exec: { } exec } => $"exec [{string.Join(' ', exec.Command ?? [])}]",
            { HttpGet: { } get } => $"http-get {(get.Scheme ?? "HTTP").ToLowerInvariant()}://{get.Host}:{get.Port?.Value}{get.Path}",
            { TcpSocket: { } socket } => $"tcp-socket {socket.Host}:{socket.Port?.Value}",
            { Grpc: { } grpc } => string.Create(CultureInfo.InvariantCulture, $"grpc <pod>:{grpc.Port} {grpc.Service}"),
            _ => "unknown",
        };
        text.Field(2, title, string.Create(CultureInfo.InvariantCulture,
            $"{how} delay={probe.InitialDelaySeconds ?? 0}s timeout={probe.TimeoutSeconds ?? 1}s period={probe.PeriodSeconds ?? 10}s #success={probe.SuccessThreshold ?? 1} #failure={probe.FailureThreshold ?? 3}"));
    }

    private static void WriteEnvironment(DescriptionText text, V1Container container)
    {
        var variables = container.Env ?? [];
        if (variables.Count == 0)
        {
            text.Field(2, "Environment", "<none>");
            return;
        }

        text.Line(2, "Environment:");
        foreach (var variable in variables)
        {
            text.Field(3, variable.Name, variable.ValueFrom switch
            {
                { FieldRef: { } field } => $" ({field.ApiVersion ?? "v1"}:{field.FieldPath})",
                { ResourceFieldRef: { } resource } => $" ({resource.Resource})",
                { SecretKeyRef: { } key } => $"<set to the key '{key.Key}' in secret '{key.Name}'>\tOptional: {(key.Optional == true ? "true" : "false")}",
                { ConfigMapKeyRef: { } key } => $"<set to the key '{key.Key}' of config map '{key.Name}'>\tOptional: {(key.Optional == true ? "true" : "false")}",
                _ => (variable.Value ?? "").Replace("\n", "\n      \t", StringComparison.Ordinal),
            });
        }
    }

    private static void WriteMounts(DescriptionText text, V1Container container)
    {
        var mounts = container.VolumeMounts ?? [];
        if (mounts.Count == 0)
        {
            text.Field(2, "Mounts", "<none>");
            return;
        }

        text.Line(2, "Mounts:");
        foreach (var mount in mounts.OrderBy(mount => mount.MountPath, StringComparer.Ordinal))
        {
            text.Line(3, $"{mount.MountPath} from {mount.Name} ({(mount.ReadOnlyProperty == true ? "ro" : "rw")}{(string.IsNullOrEmpty(mount.SubPath) ? "" : $",path=\"{mount.SubPath}\"")})");
        }
    }
}
