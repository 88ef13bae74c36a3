namespace Learn.Tests.Names;

/// <summary>One lab with both address families for all tests of a class.</summary>
public sealed class DualStackLabFixture : IAsyncLifetime
{
    /// <summary>The lab.</summary>
    public Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await Lab.StartAsync(new LabOptions { Addresses = AddressPlan.DualStack, Nodes = LabOptions.NumberedNodes(2) });

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}
