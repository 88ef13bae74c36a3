using System.Net;
using System.Net.Sockets;
using k8s.Models;

namespace Learn.Tests.Kubelet;

public sealed class GoTextTests
{
    [Theory]
    [InlineData(1, "1s")]
    [InlineData(60, "1m0s")]
    [InlineData(90, "1m30s")]
    [InlineData(300, "5m0s")]
    [InlineData(3600, "1h0m0s")]
    [InlineData(0.1, "0.1s")]
    public void Durations_are_written_as_go_does(double seconds, string expected) => Assert.Equal(expected, GoText.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("10.244.0.5", SocketError.ConnectionRefused, "dial tcp 10.244.0.5:80: connect: connection refused")]
    [InlineData("fd00::5", SocketError.HostUnreachable, "dial tcp [fd00::5]:80: connect: no route to host")]
    [InlineData("10.244.0.5", SocketError.TimedOut, "dial tcp 10.244.0.5:80: i/o timeout")]
    public void Failed_connections_are_told_as_go_does(string address, SocketError error, string expected)
        => Assert.Equal(expected, GoText.DialError(new IPEndPoint(IPAddress.Parse(address), 80), error));

    [Theory]
    [InlineData("8080", 8080, null)]
    [InlineData("web", 80, null)]
    [InlineData("other", null, "couldn't find port: other")]
    [InlineData("70000", null, "invalid port number: 70000")]
    public void A_probe_names_its_port_by_number_or_name(string port, int? expected, string? problem)
    {
        var container = new V1Container { Ports = [new V1ContainerPort { Name = "web", ContainerPort = 80 }] };

        int? resolved = ProbePort.Resolve((IntOrString)port, container, out string why);

        Assert.Equal(expected, resolved);
        if (problem is not null)
        {
            Assert.Equal(problem, why);
        }
    }
}
