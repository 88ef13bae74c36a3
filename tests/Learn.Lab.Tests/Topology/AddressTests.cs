using System.Net;

namespace Learn.Tests.Topology;

public sealed class AddressTests
{
    [Fact]
    public void The_plan_gives_the_addresses_that_learners_know()
    {
        var plan = AddressPlan.DualStack;

        Assert.Equal(["172.18.0.1", "fd00:172:18::1"], plan.Ranges.Select(ranges => ranges.Gateway.ToString()));
        Assert.Equal(["172.18.0.2", "fd00:172:18::2"], plan.Node(0).Select(address => address.ToString()));
        Assert.Equal("172.18.0.4", plan.Node(2)[0].ToString());
        Assert.Equal(["10.244.0.0/24", "fd00:10:244::/64"], plan.PodCidrs(0).Select(cidr => cidr.ToString()));
        Assert.Equal(["10.244.3.0/24", "fd00:10:244:3::/64"], plan.PodCidrs(3).Select(cidr => cidr.ToString()));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Node(250));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.PodCidrs(-1));
    }

    [Fact]
    public void Nodes_clients_and_gateway_never_share_an_address()
    {
        foreach (var ranges in AddressPlan.DualStack.Ranges)
        {
            var all = Enumerable.Range(0, 250).Select(ranges.Node).Concat(Enumerable.Range(0, 250).Select(ranges.Client)).Append(ranges.Gateway).ToList();

            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.All(all, address => Assert.True(ranges.Underlay.Contains(address)));
        }
    }

    [Fact]
    public void A_returned_address_is_not_used_again_at_once()
    {
        var pool = new PodAddressPool(IPNetwork.Parse("10.244.0.0/24"));
        var first = pool.Take();
        pool.Return(first);

        Assert.Equal("10.244.0.2", first.ToString());
        Assert.Equal("10.244.0.3", pool.Take().ToString());
    }

    [Fact]
    public void All_addresses_but_three_can_be_taken_and_the_next_is_refused_in_words()
    {
        var pool = new PodAddressPool(IPNetwork.Parse("10.244.0.0/24"));
        var taken = Enumerable.Range(0, 253).Select(_ => pool.Take()).ToHashSet();

        Assert.Equal(253, taken.Count);
        Assert.DoesNotContain(pool.Gateway, taken);
        var error = Assert.Throws<LabException>(pool.Take);
        Assert.Contains("10.244.0.0/24", error.Message, StringComparison.Ordinal);

        pool.Return(IPAddress.Parse("10.244.0.77"));
        Assert.Equal("10.244.0.77", pool.Take().ToString());
    }
}
