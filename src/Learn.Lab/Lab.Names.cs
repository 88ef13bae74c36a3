namespace Learn;

/// <content>Looking at the cluster's DNS.</content>
public sealed partial class Lab
{
    /// <summary>The latest questions that the cluster's name servers were asked, oldest first, 1,000 at most.</summary>
    public IReadOnlyList<DnsQuery> DnsQueries => control.Dns.Queries.Recent;

    /// <summary>The questions from now on, each as soon as it was answered; ends only by cancellation.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public IAsyncEnumerable<DnsQuery> FollowDnsQueriesAsync(CancellationToken cancellationToken = default) => control.Dns.Queries.FollowAsync(AmbientCancellation.Or(cancellationToken));
}
