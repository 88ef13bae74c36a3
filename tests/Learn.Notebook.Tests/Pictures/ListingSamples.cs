using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Explanations and listings of a capture, with counters that were made up.</summary>
internal static class ListingSamples
{
    public static RulesetExplanation Explanation { get; } = RulesetExplanation.Of(Capture.Rules("affinity-custom-timeout"));

    /// <summary>Everything, folded.</summary>
    public static AnnotatedListing Listing { get; } = AnnotatedListing.Of(RulesetExplanation.Of(Counted(Capture.Rules("affinity-custom-timeout"))));

    /// <summary>One Service, unfolded, with names in place of hashes.</summary>
    public static AnnotatedListing OneService { get; } = AnnotatedListing.Of(
        RulesetExplanation.Of(Counted(Capture.Rules("affinity-custom-timeout"))), new ListingOptions { Service = "shop/websocket", UsesNames = true });

    /// <summary>A manifest with the rules that its fields have made.</summary>
    public static ManifestView Manifest { get; } = ManifestView.Of(
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: websocket
          namespace: shop
        spec:
          type: NodePort
          clusterIP: 10.96.81.1
          selector:
            app: websocket
          sessionAffinity: ClientIP
          sessionAffinityConfig:
            clientIP:
              timeoutSeconds: 300
          ports:
          - name: ws
            port: 80
            protocol: TCP
            targetPort: 8081
            nodePort: 30881
        """,
        Explanation);

    private static Ruleset Counted(Ruleset ruleset)
    {
        ulong number = 0;
        return new Ruleset(ruleset.Family, [.. ruleset.Tables.Select(table => new Table(table.Name, [.. table.Chains.Select(chain => new Chain(
            chain.Name, [.. chain.Rules.Select(rule => new Rule(rule.Matches, rule.Target) { Counters = new Counters(number++ * 37 % 101, number * 60) })], chain.Policy))]))]);
    }
}
