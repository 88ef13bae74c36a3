using System.Net;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>The parts of rules that say which Service they are about.</summary>
internal static class RuleParts
{
    /// <summary>The chain that a rule goes to; null if it goes to none.</summary>
    internal static string? ChainCalledBy(Rule rule) => rule.Target switch
    {
        JumpTarget jump => jump.Chain,
        GotoTarget jump => jump.Chain,
        _ => null,
    };

    /// <summary>The single destination address; null if there is none, or if all others are meant.</summary>
    internal static AddressPattern? DestinationOf(Rule rule) =>
        rule.Find<DestinationMatch>() is { Inverted: false, Address.IsHost: true } match ? match.Address : null;

    /// <summary>The single source address; null if there is none, or if all others are meant.</summary>
    internal static IPAddress? SourceHostOf(Rule rule) =>
        rule.Find<SourceMatch>() is { Inverted: false, Address.IsHost: true } match ? match.Address.Address : null;

    internal static IpProtocol? ProtocolOf(Rule rule) => rule.Find<TransportMatch>()?.Protocol
        ?? (rule.Find<ProtocolMatch>() is { Inverted: false } match ? match.Protocol : null);

    /// <summary>The single destination port; null if there is none.</summary>
    internal static ushort? PortOf(Rule rule) =>
        rule.Find<TransportMatch>()?.DestinationPorts is { Inverted: false } ports && ports.First == ports.Last ? ports.First : null;

    internal static bool IsFromLocal(Rule rule) =>
        rule.Find<AddressTypeMatch>() is { SourceInverted: false } match && match.Source.HasFlag(AddressTypes.Local);

    internal static bool IsRemembered(Rule rule) =>
        rule.Find<RecentMatch>() is { Operation: RecentOperation.Check or RecentOperation.Update };

    internal static bool HasCommentWith(Rule rule, string words) =>
        rule.Comment is { } comment && comment.Contains(words, StringComparison.Ordinal);
}
