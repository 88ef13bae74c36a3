using System.Net;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Gives one Service its IP families, cluster addresses, node ports and health check node port, and takes back what an update no
/// longer needs, in the steps of the API server.</summary>
internal sealed class ServiceAllocation(Transaction transaction, V1Service service, V1Service? stored, List<FieldError> errors)
{
    private readonly NamespacedName owner = new(service.Metadata.NamespaceProperty ?? "", service.Metadata.Name);

    public void Run()
    {
        // Addresses and ports that the update gives up can be taken again at once, by the same Service.
        var before = errors.Count;
        new ServiceFamilies(transaction.Options, service, stored, errors).Run();
        if (errors.Count == before)
        {
            AllocateAddresses();
        }

        AllocateNodePorts();
        AllocateHealthCheckNodePort();
        ReleaseUnused();
    }

    public static void Release(Transaction transaction, V1Service service)
    {
        foreach (var address in AddressesOf(service))
        {
            transaction.ServiceAddresses.Remove(address);
        }

        foreach (var port in NodePortsOf(service))
        {
            transaction.NodePorts.Remove(port);
        }
    }

    private static IEnumerable<IPAddress> AddressesOf(V1Service service) =>
        service.IsExternalName ? [] : (service.Spec.ClusterIPs ?? []).Select(Addresses.Parse).OfType<IPAddress>();

    private static IEnumerable<int> NodePortsOf(V1Service service)
    {
        var ports = (service.Spec.Ports ?? []).Select(port => port.NodePort ?? 0);
        return (service.NeedsHealthCheckNodePort ? ports.Append(service.Spec.HealthCheckNodePort ?? 0) : ports).Where(port => port != 0);
    }

    private void AllocateAddresses()
    {
        var spec = service.Spec;
        var isConfigured = (spec.IpFamilies ?? []).All(family => transaction.Options.IpFamilies.Contains(family));
        if (service.IsExternalName || service.IsHeadless || !isConfigured)
        {
            return;
        }

        var addresses = (spec.ClusterIPs ?? []).ToList();
        for (var i = 0; i < (spec.IpFamilies ?? []).Count; i++)
        {
            var wanted = i < addresses.Count ? addresses[i] : "";
            var range = transaction.Options.ServiceCidrs[transaction.Options.IpFamilies.IndexOf(spec.IpFamilies![i])];
            var taken = wanted.Length == 0 ? AllocateNextAddress(range) : AllocateAddress(range, wanted);
            if (taken is null)
            {
                return;
            }

            if (i < addresses.Count)
            {
                addresses[i] = taken;
            }
            else
            {
                addresses.Add(taken);
            }
        }

        spec.ClusterIPs = addresses;
        spec.ClusterIP = addresses.Count > 0 ? addresses[0] : null;
    }

    private string? AllocateAddress(IPNetwork range, string wanted)
    {
        var address = Addresses.Parse(wanted);
        if (address is null)
        {
            return null; // Validation says so.
        }

        if (transaction.ServiceAddresses.TryGetValue(address, out var holder) && holder == owner && stored is not null)
        {
            return wanted;
        }

        var problem = ServiceAddressRange.Problem(range, address)
            ?? (transaction.ServiceAddresses.ContainsKey(address) ? "provided IP is already allocated" : null);
        if (problem is not null)
        {
            errors.Add(FieldError.Invalid("spec.clusterIPs", service.Spec.ClusterIPs, $"failed to allocate IP {wanted}: {problem}"));
            return null;
        }

        transaction.ServiceAddresses[address] = owner;
        return wanted;
    }

    private string? AllocateNextAddress(IPNetwork range)
    {
        var address = ServiceAddressRange.Next(range, transaction.ServiceAddresses.ContainsKey, transaction.NextRandom);
        if (address is null)
        {
            errors.Add(FieldError.InternalError("spec.clusterIPs", "failed to allocate a serviceIP: range is full"));
            return null;
        }

        transaction.ServiceAddresses[address] = owner;
        return address.ToString();
    }

    private void AllocateNodePorts()
    {
        if (service.Spec.Type is not ("NodePort" or "LoadBalancer"))
        {
            return;
        }

        // One number may serve the same port of several protocols, so a number of this Service is not taken twice.
        var numbers = new Dictionary<int, int>();
        var ports = service.Spec.Ports ?? [];
        for (var i = 0; i < ports.Count; i++)
        {
            var port = ports[i];
            if (port.NodePort is not (null or 0))
            {
                TakeNodePort(port.NodePort.Value, $"spec.ports[{i}].nodePort");
                numbers.TryAdd(port.Port, port.NodePort.Value);
            }
        }

        foreach (var port in ports.Where(port => port.NodePort is null or 0))
        {
            if (!service.NeedsNodePort)
            {
                continue;
            }

            var shared = stored is null && numbers.TryGetValue(port.Port, out var number) ? number : AllocateNextNodePort("spec.ports");
            port.NodePort = shared;
            numbers.TryAdd(port.Port, shared ?? 0);
        }
    }

    private void AllocateHealthCheckNodePort()
    {
        if (!service.NeedsHealthCheckNodePort)
        {
            return;
        }

        if (service.Spec.HealthCheckNodePort is null or 0)
        {
            service.Spec.HealthCheckNodePort = AllocateNextNodePort("spec.healthCheckNodePort");
        }
        else
        {
            TakeNodePort(service.Spec.HealthCheckNodePort.Value, "spec.healthCheckNodePort");
        }
    }

    private void TakeNodePort(int number, string path)
    {
        if (transaction.NodePorts.TryGetValue(number, out var holder) && holder == owner)
        {
            return;
        }

        var options = transaction.Options;
        if (number < options.FirstNodePort || number > options.LastNodePort)
        {
            errors.Add(FieldError.Invalid(
                path,
                number,
                $"provided port is not in the valid range. The range of valid ports is {options.FirstNodePort}-{options.LastNodePort}"));
        }
        else if (transaction.NodePorts.ContainsKey(number))
        {
            errors.Add(FieldError.Invalid(path, number, "provided port is already allocated"));
        }
        else
        {
            transaction.NodePorts[number] = owner;
        }
    }

    private int? AllocateNextNodePort(string path)
    {
        var number = NodePortRange.Next(transaction.Options, transaction.NodePorts.ContainsKey, transaction.NextRandom);
        if (number is null)
        {
            errors.Add(FieldError.InternalError(path, "failed to allocate a nodePort: range is full"));
            return null;
        }

        transaction.NodePorts[number.Value] = owner;
        return number;
    }

    private void ReleaseUnused()
    {
        if (stored is null)
        {
            return;
        }

        foreach (var address in AddressesOf(stored).Except(AddressesOf(service)))
        {
            transaction.ServiceAddresses.Remove(address);
        }

        foreach (var port in NodePortsOf(stored).Except(NodePortsOf(service)))
        {
            transaction.NodePorts.Remove(port);
        }
    }
}
