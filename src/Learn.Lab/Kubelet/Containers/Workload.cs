using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <summary>
/// What the lab lets run in a container, read from its manifest. Images do not run; what listens follows from the ports:
/// UDP: one datagram per question and answer; TCP: HTTP/1.1 and cleartext HTTP/2 with the gRPC health service; a TCP port whose name
/// starts with <c>tcp</c>: a line echo, which says first who answers.
/// </summary>
internal static class Workload
{
    /// <summary>The annotation of a pod that asks for another workload.</summary>
    public const string Annotation = "learn/workload";

    /// <summary>Its value for a pod in which the cluster's name server runs (<see cref="ClusterDns"/>), on all ports of the pod.</summary>
    public const string Dns = "dns";

    private const string ShutdownOption = "--delay-shutdown";
    private const string PortOption = "--http-port";

    /// <summary>The workload that a pod asks for.</summary>
    public static WorkloadKind KindOf(V1Pod pod) => AnnotationOf(pod) switch
    {
        Dns => WorkloadKind.Dns,
        "tcp" => WorkloadKind.TcpEcho,
        _ => WorkloadKind.Ports,
    };

    /// <summary>
    /// The listeners of a container, each port and transport once. Where the program itself says on which port it listens for HTTP
    /// (<c>--http-port=PORT</c>, as agnhost's netexec), it listens there for TCP, whatever the ports of the manifest say: they only document.
    /// </summary>
    public static IReadOnlyList<ResponderListener> ListenersOf(V1Pod pod, V1Container container)
    {
        var kind = KindOf(pod);
        var own = NumberOf(container, PortOption) is > 0 and <= 65535 and var number ? number : (int?)null;
        return kind == WorkloadKind.Dns
            ? []
            : [.. (container.Ports ?? [])
                .Where(port => own is null || port.Protocol == "UDP")
                .Concat(own is { } chosen ? [new V1ContainerPort { ContainerPort = chosen }] : [])
                .Select(port => (port.ContainerPort, Transport: TransportOf(port, kind)))
                .Where(port => port.Transport is not null)
                .Select(port => new ResponderListener(port.Transport!.Value, port.ContainerPort))
                .DistinctBy(listener => (listener.Transport == Transport.Udp, listener.Port))];
    }

    /// <summary>What in a pod no workload of the lab can do, as sentences.</summary>
    public static IEnumerable<string> Shortcomings(V1Pod pod)
    {
        if (AnnotationOf(pod) is { } annotation and not (Dns or "tcp" or "http"))
        {
            yield return $"the annotation {Annotation} is \"{annotation}\"; the lab knows http, tcp and dns.";
        }

        foreach (var port in pod.Spec.Containers.SelectMany(container => container.Ports ?? []))
        {
            if (port.Protocol is not (null or "TCP" or "UDP"))
            {
                yield return $"nothing listens on container port {port.ContainerPort}/{port.Protocol}: the lab's workload serves TCP and UDP.";
            }
        }
    }

    /// <summary>
    /// How long a container goes on serving after SIGTERM: <c>--delay-shutdown=SECONDS</c> among its arguments, as agnhost's netexec has it;
    /// zero without.
    /// </summary>
    public static TimeSpan ShutdownDelayOf(V1Container container)
        => NumberOf(container, ShutdownOption) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;

    /// <summary>The number of an option among the words of a container's command: <c>--option=5</c> or <c>--option 5</c>; null without.</summary>
    private static int? NumberOf(V1Container container, string option)
    {
        string[] words = [.. container.Command ?? [], .. container.Args ?? []];
        for (int i = 0; i < words.Length; i++)
        {
            string? value = words[i].StartsWith(option + "=", StringComparison.Ordinal) ? words[i][(option.Length + 1)..]
                : words[i] == option && i + 1 < words.Length ? words[i + 1]
                : null;
            if (int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out int number))
            {
                return number;
            }
        }

        return null;
    }

    private static string? AnnotationOf(V1Pod pod)
        => pod.Metadata?.Annotations is { } annotations && annotations.TryGetValue(Annotation, out string? value) ? value : null;

    private static Transport? TransportOf(V1ContainerPort port, WorkloadKind kind) => port.Protocol switch
    {
        null or "TCP" when kind == WorkloadKind.TcpEcho || port.Name?.StartsWith("tcp", StringComparison.Ordinal) == true => Transport.TcpEcho,
        null or "TCP" => Transport.Tcp,
        "UDP" => Transport.Udp,
        _ => null,
    };
}
