using System.Globalization;

namespace Learn.Netfilter;

/// <summary>Makes the nodes of a graph.</summary>
internal sealed class GraphNodes(JumpMap map, GraphScope scope, IGraphVocabulary vocabulary)
{
    /// <summary>The node of a chain.</summary>
    public ChainGraphNode OfChain(string id)
    {
        var place = map.Places[id];
        var name = place.Chain.Name;
        var endpoint = EndpointOf(id);
        var known = vocabulary.NameChain(place.Table, name);
        var label = endpoint?.To.Text ?? known ?? name;
        return new ChainGraphNode
        {
            Id = id,
            Kind = place.Chain.IsBuiltIn ? ChainGraphNodeKind.Hook : endpoint is null ? ChainGraphNodeKind.Chain : ChainGraphNodeKind.Endpoint,
            Table = place.Table,
            Chain = name,
            Label = label,
            Detail = place.Chain.Policy is { } policy ? $"policy {policy.ToString().ToUpperInvariant()}" : label == name ? null : name,
            Explanation = $"{id}: {vocabulary.Explain(place.Table, name) ?? Explain(place, known, endpoint)}",
            IsFocus = scope.IsFocus(id),
            IsUnreached = !place.Chain.IsBuiltIn && !map.IsCalled(id),
        };
    }

    /// <summary>The translation by which a chain is an endpoint; null for other chains.</summary>
    public DnatTarget? EndpointOf(string id) =>
        map.Places.TryGetValue(id, out var place) ? place.Endpoint(chain => map.Places.TryGetValue(JumpMap.IdOf(place.Table, chain), out var called) && called.OnlyMarks) : null;

    /// <summary>The node of a target that is no chain, or of a chain that is not there; null for targets after which the packet goes on in the same chain.</summary>
    public static ChainGraphNode? OfTarget(string table, Target? target) => target switch
    {
        AcceptTarget => Of(table, ChainGraphNodeKind.Accept, "ACCEPT", table == "nat" ? "The packet is not translated." : "The packet is accepted: this table lets it through."),
        DropTarget => Of(table, ChainGraphNodeKind.Drop, "DROP", "The packet is thrown away silently; its sender waits in vain."),
        RejectTarget => Of(table, ChainGraphNodeKind.Reject, "REJECT", "The packet is thrown away and its sender is told."),
        MasqueradeTarget => Of(table, ChainGraphNodeKind.SourceTranslation, "MASQUERADE", "The source becomes the address of the interface by which the packet leaves."),
        SnatTarget snat => Of(table, ChainGraphNodeKind.SourceTranslation, $"SNAT {snat.To.Text}", $"The source becomes {snat.To.Text}."),
        DnatTarget dnat => Of(table, ChainGraphNodeKind.DestinationTranslation, $"DNAT {dnat.To.Text}", $"The destination becomes {dnat.To.Text}."),
        UnknownTarget unknown => Of(table, ChainGraphNodeKind.Other, unknown.Name, $"A target that is not known here: {unknown.Text}"),
        _ when JumpMap.ChainOf(target) is { } missing => Of(table, ChainGraphNodeKind.Other, missing, "A chain that is not in the text."),
        _ => null,
    };

    /// <summary>A node in place of several.</summary>
    /// <param name="from">The chain that leads to them.</param>
    /// <param name="table">Its table.</param>
    /// <param name="count">How many.</param>
    /// <param name="what">What they are, in the plural.</param>
    public static ChainGraphNode Folded(string from, string table, int count, string what) => new()
    {
        Id = $"{from} … {what}",
        Kind = ChainGraphNodeKind.Folded,
        Table = table,
        Label = string.Create(CultureInfo.InvariantCulture, $"… {count:N0} more {what}"),
        FoldedCount = count,
        Explanation = string.Create(CultureInfo.InvariantCulture, $"{count:N0} more {what} are not drawn one by one. Ask for one of them to see it."),
    };

    private static ChainGraphNode Of(string table, ChainGraphNodeKind kind, string label, string explanation) =>
        new() { Id = JumpMap.IdOf(table, label), Kind = kind, Table = table, Label = label, Explanation = explanation };

    private static string Explain(ChainPlace place, string? known, DnatTarget? endpoint)
    {
        var what = endpoint is not null ? $"The endpoint {endpoint.To.Text}{(known is null ? "" : $" of {known}")}. " : known is null ? "" : $"For {known}. ";
        return what + ChainSentence.Of(place.Chain);
    }
}
