namespace Learn;

/// <content>Predicting what rules do to a packet.</content>
public sealed partial class Lab
{
    /// <summary>
    /// Predicts, from the rules that are in the kernels right now, everything that can happen to the first packet of a connection, on every
    /// node that it can come by. Nothing is sent.
    /// </summary>
    /// <param name="target">
    /// A name or an address with a port and perhaps a protocol: <c>my-service</c> (port 80), <c>my-service:8080</c>,
    /// <c>10.96.0.10:53/udp</c>, <c>[fd00::a]:53/udp</c>, <c>http://my-service</c>. Names are looked up as in the place it is sent from.
    /// </param>
    /// <param name="from">Where it is sent: as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>; null for the toolbox.</param>
    /// <param name="protocol">The protocol if the target does not say it: <c>tcp</c>, <c>udp</c> or <c>sctp</c>; null for TCP.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such place or name, or the target is not understood.</exception>
    public Task<LabWalk> WalkAsync(string target, string? from = null, string? protocol = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(target);
        var question = WalkTargetText.Read(target, protocol);
        return expectations.WalkAsync(question, target, sources.Find(from), AmbientCancellation.Or(cancellationToken));
    }
}
