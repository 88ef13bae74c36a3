using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>Names of kube-proxy's chains for the chain graph: those of the Services that the rules themselves tell.</summary>
/// <param name="explanation">The rules, read and explained.</param>
/// <param name="byPort">True: each port of a Service is a group. False: a Service with all its ports is one.</param>
internal sealed class ServiceVocabulary(RulesetExplanation explanation, bool byPort = false) : IGraphVocabulary
{
    // Explaining a chain explains its rules.
    private const int ManyRules = 1000;

    private readonly RulesetReading reading = explanation.Reading;

    /// <inheritdoc/>
    public string Groups => "Services";

    /// <summary>The group of a service port.</summary>
    public string GroupOf(ServiceReading service) => byPort ? service.ToString() : service.Service;

    /// <inheritdoc/>
    public string? NameChain(string table, string chain) => reading.FindChain(table, chain) is { Service: { } service } found ? found.Role switch
    {
        ChainRole.Service => NameOf(service),
        ChainRole.LocalService => $"{NameOf(service)}, this node",
        ChainRole.External => $"{NameOf(service)}, from outside",
        ChainRole.OldExternalLocal => $"{NameOf(service)}, from outside",
        ChainRole.Firewall => $"{NameOf(service)}, source ranges",
        _ => NameOf(service),
    } : null;

    /// <inheritdoc/>
    public string? GroupOf(string table, string chain) => reading.FindChain(table, chain)?.Service is { } service ? GroupOf(service) : null;

    /// <inheritdoc/>
    public string? GroupOf(string table, string chain, int number) => reading.Find(table, chain, number).Service is { } service ? GroupOf(service) : null;

    /// <inheritdoc/>
    public string? Explain(string table, string chain, int number) => explanation.Explain(table, chain, number).Sentence;

    /// <inheritdoc/>
    public string? Explain(string table, string chain) =>
        reading.Ruleset.Find(table, chain) is { Rules.Length: <= ManyRules } ? explanation.Explain(table, chain).Purpose : null;

    private static string NameOf(ServiceReading service) => service.Protocol == IpProtocol.Tcp ? service.Name : service.ToString();
}
