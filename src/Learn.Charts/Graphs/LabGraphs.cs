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
    public static Task<SvgPicture> GraphAsync(
        this Lab lab, string? about = null, string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
        => lab.GraphAsync(new GraphOptions { About = about }, node, family, cancellationToken);

    /// <summary>The same with all options.</summary>
    /// <param name="lab">The lab.</param>
    /// <param name="options">What is shown.</param>
    /// <param name="node">The node's name; null for the first.</param>
    /// <param name="family">IPv4 or IPv6; null for the lab's primary family.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such node, or its rules have no such Service or chain.</exception>
    /// <exception cref="Sandbox.CommandNotFoundException">Graphviz is not installed; the message says how to get it.</exception>
    public static async Task<SvgPicture> GraphAsync(
        this Lab lab, GraphOptions options, string? node = null, IpFamily? family = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lab);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken = cancellationToken.CanBeCanceled ? cancellationToken : AmbientCancellation.Token;
        var rules = await lab.GetCountedRulesAsync(node, family, cancellationToken);
        return await Charts.ChainGraphAsync(rules, options with { Title = options.Title ?? GraphOptions.TitleOf(options.About, node ?? lab.Nodes[0].Name) }, cancellationToken);
    }
}
