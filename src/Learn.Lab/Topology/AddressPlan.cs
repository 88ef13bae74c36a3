using System.Collections.Immutable;
using System.Net;
using Learn.Netfilter;

namespace Learn;

/// <summary>Who gets which address in a lab, by family. The first family is the cluster's primary one.</summary>
public sealed record AddressPlan
{
    /// <summary>As many nodes as the plan has room for.</summary>
    public const int MostNodes = 250;

    /// <summary>IPv4 alone.</summary>
    public static AddressPlan IPv4 { get; } = new();

    /// <summary>IPv4 first, and IPv6.</summary>
    public static AddressPlan DualStack { get; } = For(IpFamily.IPv4, IpFamily.IPv6);

    /// <summary>The ranges, one or two of different families, the primary one first. Default: IPv4 alone.</summary>
    public ImmutableArray<AddressRanges> Ranges { get; init; } = [AddressRanges.IPv4];

    /// <summary>The families, the primary one first.</summary>
    public ImmutableArray<IpFamily> Families => [.. Ranges.Select(ranges => ranges.Family)];

    /// <summary>The ranges of the primary family.</summary>
    public AddressRanges Primary => Ranges[0];

    /// <summary>The usual ranges of some families.</summary>
    public static AddressPlan For(params IEnumerable<IpFamily> families) => new() { Ranges = [.. families.Select(AddressRanges.Of)] };

    /// <summary>The ranges of a family; null if the lab does not have it.</summary>
    public AddressRanges? Find(IpFamily family) => Ranges.FirstOrDefault(ranges => ranges.Family == family);

    /// <summary>The addresses of a node, the primary one first.</summary>
    /// <param name="index">The node's number, from 0 on, below <see cref="MostNodes"/>.</param>
    public ImmutableArray<IPAddress> Node(int index) => [.. Ranges.Select(ranges => ranges.Node(index))];

    /// <summary>The addresses of a client outside the cluster.</summary>
    /// <param name="index">The client's number, from 0 on, below 250.</param>
    public ImmutableArray<IPAddress> Client(int index) => [.. Ranges.Select(ranges => ranges.Client(index))];

    /// <summary>The pod CIDRs of a node.</summary>
    /// <param name="index">The node's number, from 0 on, below <see cref="MostNodes"/>.</param>
    public ImmutableArray<IPNetwork> PodCidrs(int index) => [.. Ranges.Select(ranges => ranges.PodCidr(index))];

    internal static int Checked(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, MostNodes);
        return index;
    }
}
