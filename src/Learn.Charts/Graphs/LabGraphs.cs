using Learn.Netfilter;

namespace Learn;

/// <summary>Pictures of a lab's rules.</summary>
public static class LabGraphs
{
    /// <summary>The chains of a node as a graph, with what each rule has seen so far: <c>await lab.GraphAsync("my-service")</c>.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="about">A Service, a port of one (<c>my-service:http</c>), or a chain; null for everything.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node, or its rules have no such Service or chain.</exception>
    /// <exception cref="Sandbox.CommandNotFoundException">Graphviz is not installed; the message says how to get it.</exception>
    public static async Task<SvgPicture> GraphAsync(
        this Lab lab, string? about = null, string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lab);
        cancellationToken = cancellationToken.CanBeCanceled ? cancellationToken : AmbientCancellation.Token;
        var rules = await lab.GetCountedRulesAsync(node, family, cancellationToken);
        var place = node ?? lab.Nodes[0].Name;
        var what = about is null ? $"The chains of {place}" : $"What leads to {about} on {place}, and where it leads";
        return await Charts.ChainGraphAsync(rules, new GraphOptions { About = about, Title = what }, cancellationToken);
    }
}
