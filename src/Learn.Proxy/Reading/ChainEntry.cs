using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>What has been found out about one chain.</summary>
internal sealed class ChainEntry(string table, Chain chain, ChainRole role)
{
    private ChainReading? _reading;

    internal string Table { get; } = table;

    internal Chain Chain { get; } = chain;

    internal ChainRole Role { get; } = role;

    /// <summary>The service port whose chain it is.</summary>
    internal ServiceDraft? Service { get; set; }

    /// <summary>The endpoint whose chain it is.</summary>
    internal EndpointDraft? Endpoint { get; set; }

    /// <summary>In a chain that all Services share: the service port of each rule.</summary>
    internal ServiceDraft?[]? ServiceOfRule { get; set; }

    internal ChainReading Reading => _reading ??= new(Table, Chain.Name, Role, Service?.Reading, Endpoint?.Reading);

    /// <summary>The service port that a rule is about, as far as it does not depend on where the rule jumps to.</summary>
    internal ServiceDraft? ServiceAt(int index) => Service ?? ServiceOfRule?[index];
}
