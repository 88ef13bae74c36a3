using k8s.Models;
using Learn.Sandbox;

namespace Learn.Tests.Kubelet;

public sealed class WorkloadTests
{
    [Fact]
    public void What_listens_follows_from_protocol_and_name()
    {
        var container = Container((80, "TCP", "http"), (81, null, null), (53, "UDP", "dns"), (53, "TCP", "dns-tcp"), (7000, "TCP", "tcp-echo"), (80, "TCP", "again"));

        Assert.Equal(
            [
                new ResponderListener(Transport.Tcp, 80),
                new ResponderListener(Transport.Tcp, 81),
                new ResponderListener(Transport.Udp, 53),
                new ResponderListener(Transport.Tcp, 53),
                new ResponderListener(Transport.TcpEcho, 7000),
            ],
            Workload.ListenersOf(Pod(container), container));
    }

    [Theory]
    [InlineData("tcp", "TcpEcho Udp")]
    [InlineData("http", "Tcp Udp")]
    [InlineData("dns", "")]
    public void An_annotation_asks_for_another_workload(string annotation, string expected)
    {
        var container = Container((80, "TCP", null), (53, "UDP", null));

        var listeners = Workload.ListenersOf(Pod(container, annotation), container);

        Assert.Equal(expected, string.Join(' ', listeners.Select(listener => listener.Transport)));
    }

    [Fact]
    public void What_cannot_be_served_is_said()
    {
        var pod = Pod(Container((9, "SCTP", null)), "database");

        string[] sentences = [.. Workload.Shortcomings(pod)];

        Assert.Contains("\"database\"", sentences[0], StringComparison.Ordinal);
        Assert.Contains("9/SCTP", sentences[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10, "netexec", "--delay-shutdown=10")]
    [InlineData(10, "netexec", "--http-port=8080", "--delay-shutdown", "10")]
    [InlineData(0, "netexec", "--delay-shutdown")]
    [InlineData(0, "netexec", "--delay-shutdown=soon")]
    public void Like_agnhost_a_container_may_delay_its_shutdown(int seconds, params string[] arguments)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Workload.ShutdownDelayOf(new V1Container { Args = arguments }));
        Assert.Equal(TimeSpan.FromSeconds(seconds), Workload.ShutdownDelayOf(new V1Container { Command = arguments }));
    }

    [Theory]
    [InlineData("--http-port=9000")]
    [InlineData("--http-port", "9000")]
    public void Where_the_program_says_its_port_the_manifest_only_documents(params string[] arguments)
    {
        var container = Container((8080, "TCP", "http"), (53, "UDP", null));
        container.Args = ["netexec", .. arguments];

        Assert.Equal([new ResponderListener(Transport.Udp, 53), new ResponderListener(Transport.Tcp, 9000)], Workload.ListenersOf(Pod(container), container));
    }

    [Fact]
    public void A_port_that_is_none_is_not_taken()
    {
        var container = Container((8080, "TCP", null));
        container.Args = ["--http-port=70000"];

        Assert.Equal([new ResponderListener(Transport.Tcp, 8080)], Workload.ListenersOf(Pod(container), container));
    }

    private static V1Container Container(params (int Port, string? Protocol, string? Name)[] ports)
        => new() { Name = "web", Ports = [.. ports.Select(port => new V1ContainerPort { ContainerPort = port.Port, Protocol = port.Protocol, Name = port.Name })] };

    private static V1Pod Pod(V1Container container, string? annotation = null) => new()
    {
        Metadata = new V1ObjectMeta { Annotations = annotation is null ? null : new Dictionary<string, string> { [Workload.Annotation] = annotation } },
        Spec = new V1PodSpec { Containers = [container] },
    };
}
