using System.Net;

namespace Learn;

/// <content>Datagrams from a socket that stays open.</content>
public sealed partial class Lab
{
    /// <summary>Opens a socket for datagrams and keeps it: to connection tracking, all that it sends is one connection.</summary>
    /// <param name="from">Where it is, as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="target">Name or address: <c>my-service</c>. It is looked up once.</param>
    /// <param name="port">Port, 1–65535.</param>
    /// <param name="timeout">How long each answer may take; null for 1 s.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such place, or the name is not known there, or nothing can be sent to the address.</exception>
    public async Task<HeldFlow> OpenFlowAsync(string? from, string target, int port, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        var source = sources.Find(from);
        return await lookup.FindAsync(source, target, family: null, cancellationToken) is [var address, ..]
            ? await HeldFlow.OpenAsync(source.Host, new IPEndPoint(address, port), timeout ?? TimeSpan.FromSeconds(1), PodThatCallsItself, cancellationToken)
            : throw new LabException($"{source.Name} knows no address of \"{target}\".");
    }
}
