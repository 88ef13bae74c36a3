using System.Collections.Immutable;
using System.Net;
using k8s.Models;

namespace Learn;

/// <summary>Gives addresses to load balancers: the one that is asked for if it is free, else the lowest free one.</summary>
internal sealed class LoadBalancerAddresses(AddressPlan plan)
{
    private readonly Dictionary<string, ImmutableArray<IPAddress>> owners = [];

    /// <summary>The addresses of a Service, one of each of its families; taken now if it has none yet.</summary>
    /// <exception cref="LabException">The address it asks for is taken or not one of a load balancer, or none is left.</exception>
    public ImmutableArray<IPAddress> Of(V1Service service)
    {
        string uid = service.Metadata.Uid;
        if (owners.TryGetValue(uid, out var present) && present.Length == service.Spec.IpFamilies.Count)
        {
            return present;
        }

        ImmutableArray<IPAddress> taken = [.. service.Spec.IpFamilies.Select(family => Take(family, service.Spec.LoadBalancerIP, uid))];
        owners[uid] = taken;
        return taken;
    }

    /// <summary>Gives back what Services had that are not among these.</summary>
    public void KeepOnly(IReadOnlySet<string> uids)
    {
        foreach (string gone in owners.Keys.Where(uid => !uids.Contains(uid)).ToList())
        {
            owners.Remove(gone);
        }
    }

    private IPAddress Take(string family, string? wanted, string uid)
    {
        var range = plan.Ranges.First(ranges => ranges.Family.ToString() == family).LoadBalancers;
        var used = owners.Where(entry => entry.Key != uid).SelectMany(entry => entry.Value).ToHashSet();
        if (!string.IsNullOrEmpty(wanted) && IPAddress.TryParse(wanted, out var asked) && asked.AddressFamily == range.BaseAddress.AddressFamily)
        {
            return !range.Contains(asked) ? throw new LabException($"spec.loadBalancerIP: {asked} is not one of the lab's load balancers, which are in {range}.")
                : used.Contains(asked) ? throw new LabException($"spec.loadBalancerIP: {asked} belongs to another Service.")
                : asked;
        }

        for (UInt128 number = 1; number < range.Size() - 1; number++)
        {
            var address = range.BaseAddress.Plus(number);
            if (!used.Contains(address))
            {
                return address;
            }
        }

        throw new LabException($"All load balancer addresses of {range} are in use.");
    }
}
