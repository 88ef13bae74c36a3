using System.Net;

namespace Learn.Tests.Topology;

public sealed class AddressTests
{
    [Fact]
    public void The_plan_gives_the_addresses_that_learners_know()
    {
        var plan = new AddressPlan();

        Assert.Equal("172.18.0.1", plan.Gateway.ToString());
        Assert.Equal("172.18.0.2", plan.Node(0).ToString());
        Assert.Equal("172.18.0.4", plan.Node(2).ToString());
        Assert.Equal("10.244.0.0/24", plan.PodCidr(0).ToString());
        Assert.Equal("10.244.3.0/24", plan.PodCidr(3).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Node(250));
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.PodCidr(-1));
    }

    [Fact]
    public void Nodes_client_and_gateway_never_share_an_address()
    {
        var plan = new AddressPlan();
        var all = Enumerable.Range(0, 250).Select(plan.Node).Append(plan.Gateway).Append(plan.Client).ToList();

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(all, address => Assert.True(plan.UnderlayRange.Contains(address)));
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
