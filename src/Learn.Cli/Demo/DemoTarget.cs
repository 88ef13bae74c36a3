using System.Net;
using k8s.Models;

namespace Learn.Cli.Demo;

/// <summary>A Service port that the tour sends traffic to.</summary>
/// <param name="Service">The Service.</param>
/// <param name="Port">The port.</param>
internal sealed record DemoTarget(V1Service Service, V1ServicePort Port)
{
    /// <summary>The cluster IP.</summary>
    public IPAddress Address => IPAddress.Parse(Service.Spec.ClusterIP);

    /// <summary>The Service as a learner names it, with its port if it has several.</summary>
    public string Name => Service.Spec.Ports.Count > 1 ? $"{HostName}:{Port.Port}" : HostName;

    /// <summary>What curl is to fetch.</summary>
    public string Url => Port.Port == 80 ? $"http://{HostName}" : $"http://{HostName}:{Port.Port}";

    private string HostName => Service.Metadata.NamespaceProperty == Lab.DefaultNamespace
        ? Service.Metadata.Name
        : $"{Service.Metadata.Name}.{Service.Metadata.NamespaceProperty}";
}
