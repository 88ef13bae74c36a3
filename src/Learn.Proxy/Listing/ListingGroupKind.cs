namespace Learn.Proxy;

/// <summary>What the rules of a <see cref="ListingGroup"/> have in common.</summary>
public enum ListingGroupKind
{
    /// <summary>They belong to one Service.</summary>
    Service,

    /// <summary>They are kube-proxy's and the kubelet's, but of no Service.</summary>
    Shared,

    /// <summary>They are somebody else's.</summary>
    Others,
}
