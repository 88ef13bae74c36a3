using System.Net;

namespace Learn;

/// <summary>
/// Hands out the addresses of one node's pod CIDR. The lowest free number after the last one handed out is taken, so an address
/// is not used again at once: a late packet of a deleted pod does not reach its successor. (The host-local plugin of CNI does the same.)
/// </summary>
internal sealed class PodAddressPool(IPNetwork podCidr)
{
    // An IPv6 network has more addresses than a lab can use; and the last address of an IPv4 one is for broadcasts.
    private readonly int size = (int)UInt128.Min(podCidr.Size(), 1 << 16);
    private readonly Lock gate = new();
    private readonly HashSet<int> taken = [];
    private int last = 1;

    /// <summary>The address of the node's bridge, the pods' gateway: the first of the range.</summary>
    public IPAddress Gateway => podCidr.BaseAddress.Plus(1);

    /// <summary>Takes a free address.</summary>
    /// <exception cref="LabException">All addresses of the node are in use.</exception>
    public IPAddress Take()
    {
        lock (gate)
        {
            for (int step = 1; step < size; step++)
            {
                int number = (last + step) % size;
                // 0 is the network, 1 the gateway, the last one the broadcast address.
                if (number > 1 && number < size - 1 && taken.Add(number))
                {
                    last = number;
                    return podCidr.BaseAddress.Plus((UInt128)number);
                }
            }
        }

        throw new LabException($"All {size - 3} pod addresses of {podCidr} are in use. Delete pods, or give the node a larger range.");
    }

    /// <summary>Gives an address back.</summary>
    public void Return(IPAddress address)
    {
        lock (gate)
        {
            taken.Remove((int)address.Minus(podCidr.BaseAddress));
        }
    }
}
