using Learn.Netfilter;

namespace Learn;

/// <content>Pictures of rules and of what they have counted.</content>
public static partial class Charts
{
    /// <summary>
    /// The chains of a node as a graph, from the hooks to the endpoints: laid out by Graphviz, with counters as the width of lines. Large rulesets
    /// are folded.
    /// </summary>
    /// <param name="ruleset">The rules; with counters, if they were read with counters.</param>
    /// <param name="options">What is shown; null for everything.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">The rules have no such Service or chain.</exception>
    /// <exception cref="Sandbox.CommandNotFoundException">Graphviz is not installed; the message says how to get it.</exception>
    public static Task<SvgPicture> ChainGraphAsync(Ruleset ruleset, GraphOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new GraphOptions();
        var title = options.Title ?? GraphOptions.TitleOf(options.About, node: null);
        Func<ChainGraphNode, string?>? linkOf = options.Listing is { } listing ? node => node.Chain is { } chain ? $"#{listing}-{node.Table}-{chain}" : null : null;
        return GraphPicture.DrawAsync(ServiceGraph.Of(ruleset, options), title, linkOf, cancellationToken);
    }

    /// <summary>
    /// Which way connections took on a node, from the hooks through the chains to the endpoints, as a Sankey diagram of what the rules of the nat table
    /// have counted so far.
    /// </summary>
    /// <param name="counters">What the rules have counted: <c>await lab.ReadCountersAsync()</c>.</param>
    /// <param name="about">A Service, a port of one, or a chain; null for all.</param>
    /// <param name="title">The title; null for one that says what is shown.</param>
    /// <exception cref="LabException">The rules have no such Service or chain.</exception>
    public static Figure Flow(RuleCounters counters, string? about = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(counters);
        return Flow(FlowModel.Of(FlowRules.Of(counters), about, title));
    }

    /// <summary>The same for some traffic: <c>Charts.Flow(await lab.CountRulesAsync(() => lab.CurlAsync(url, 300)))</c>.</summary>
    /// <param name="changes">What the rules have counted meanwhile.</param>
    /// <param name="about">A Service, a port of one, or a chain that has seen something; null for all.</param>
    /// <param name="title">The title; null for one that says what is shown.</param>
    /// <exception cref="LabException">No rule of such a Service or chain has seen anything.</exception>
    public static Figure Flow(RuleCounterChanges changes, string? about = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return Flow(FlowModel.Of(FlowRules.Of(changes), about, title));
    }

    /// <summary>The same for rules that were read with counters, as <c>iptables-save --counters</c> prints them.</summary>
    /// <param name="ruleset">The rules.</param>
    /// <param name="about">A Service, a port of one, or a chain; null for all.</param>
    /// <param name="title">The title; null for one that says what is shown.</param>
    /// <exception cref="LabException">The rules have no such Service or chain.</exception>
    public static Figure Flow(Ruleset ruleset, string? about = null, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        return Flow(FlowModel.Of(ruleset, about, title));
    }

    private static Figure Flow(FlowModel model) => new(FlowPlot.Draw(model), model.Title, model.Caption, FlowTable.Of(model))
    {
        StaticPicture = () => FlowSvg.Draw(model),
        FollowsTheme = true,
    };
}
