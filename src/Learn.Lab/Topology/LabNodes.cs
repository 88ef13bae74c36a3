using System.Collections.Immutable;
using System.Net;

namespace Learn;

/// <summary>The nodes of a lab, which come and go while it runs.</summary>
internal sealed class LabNodes
{
    private ImmutableArray<LabNode> all = [];

    /// <summary>The nodes, in the order in which they were added.</summary>
    public ImmutableArray<LabNode> All => all;

    /// <summary>The node of this name, or null.</summary>
    public LabNode? Find(string? name) => all.FirstOrDefault(node => node.Name == name);

    /// <summary>The node that has this address, or null.</summary>
    public LabNode? FindByAddress(IPAddress address) => all.FirstOrDefault(node => node.Addresses.Contains(address));

    /// <summary>The node of this name; the first one for null.</summary>
    /// <exception cref="LabException">There is no such node; the message lists those that exist.</exception>
    public LabNode Get(string? name)
        => (name is null ? all.FirstOrDefault() : Find(name))
            ?? throw new LabException(name is null ? "This lab has no node." : $"There is no node \"{name}\" in this lab. There are: {string.Join(", ", all)}.");

    /// <summary>Adds nodes.</summary>
    public void Add(IEnumerable<LabNode> nodes) => ImmutableInterlocked.Update(ref all, static (before, added) => before.AddRange(added), nodes);

    /// <summary>Removes a node.</summary>
    public void Remove(LabNode node) => ImmutableInterlocked.Update(ref all, static (before, removed) => before.Remove(removed), node);
}
