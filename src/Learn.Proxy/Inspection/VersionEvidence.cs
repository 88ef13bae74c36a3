namespace Learn.Proxy;

/// <summary>Something in the rules that only some versions of kube-proxy write.</summary>
/// <param name="What">What it is, in a few words.</param>
/// <param name="From">The first minor version of Kubernetes 1 that writes it; null if the first one that is looked at may have.</param>
/// <param name="To">The last one; null if the newest may have.</param>
/// <param name="Source">Where that is known from: a pull request or an enhancement proposal of Kubernetes.</param>
public sealed record VersionEvidence(string What, int? From, int? To, string Source);
