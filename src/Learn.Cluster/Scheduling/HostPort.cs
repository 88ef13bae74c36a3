using k8s.Models;

namespace Learn.Cluster;

/// <summary>A port of the node that a Pod takes.</summary>
internal readonly record struct HostPort(string Protocol, string Address, int Port)
{
    private const string Everywhere = "0.0.0.0";

    public static IEnumerable<HostPort> Of(V1Pod pod)
    {
        foreach (var container in pod.Spec.Containers ?? [])
        {
            foreach (var port in container.Ports ?? [])
            {
                if (port.HostPort is { } number and > 0)
                {
                    yield return new(port.Protocol ?? "TCP", string.IsNullOrEmpty(port.HostIP) ? Everywhere : port.HostIP, number);
                }
            }
        }
    }

    public bool ConflictsWith(HostPort other) =>
        Protocol == other.Protocol && Port == other.Port && (Address == other.Address || Address == Everywhere || other.Address == Everywhere);
}
