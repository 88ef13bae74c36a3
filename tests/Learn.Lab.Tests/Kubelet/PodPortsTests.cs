using k8s.Models;
using Learn.Sandbox;

namespace Learn.Tests.Kubelet;

public sealed class PodPortsTests
{
    [Fact]
    public void A_pod_listens_on_every_port_of_its_containers_once()
    {
        var pod = Pod(("web", 80, null), ("web", 53, "UDP"), ("side", 53, "TCP"), ("side", 80, "TCP"));

        Assert.Equal(
            [new ResponderListener(Transport.Tcp, 80), new ResponderListener(Transport.Udp, 53), new ResponderListener(Transport.Tcp, 53)],
            PodPorts.Of(pod));
        Assert.Empty(PodPorts.Unserved(pod));
    }

    [Fact]
    public void A_port_that_cannot_be_served_is_said()
    {
        var pod = Pod(("web", 9, "SCTP"));

        Assert.Empty(PodPorts.Of(pod));
        Assert.Contains("9/SCTP", Assert.Single(PodPorts.Unserved(pod)), StringComparison.Ordinal);
    }

    private static V1Pod Pod(params (string Container, int Port, string? Protocol)[] ports) => new()
    {
        Spec = new V1PodSpec
        {
            Containers = [.. ports.GroupBy(p => p.Container).Select(c => new V1Container
            {
                Name = c.Key,
                Ports = [.. c.Select(p => new V1ContainerPort { ContainerPort = p.Port, Protocol = p.Protocol })],
            })],
        },
    };
}
