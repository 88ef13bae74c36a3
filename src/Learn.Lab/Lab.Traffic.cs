using System.Collections.Immutable;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn;

/// <content>Sending traffic.</content>
public sealed partial class Lab
{
    /// <summary>
    /// Sends requests with the real curl, each over a connection of its own, and holds what came back against what the applied rules
    /// made expect. A failed request is a result too, with curl's exit code and words, and not an exception.
    /// </summary>
    /// <param name="url">What curl is to fetch: <c>http://my-service</c>.</param>
    /// <param name="count">Number of requests, 1–1,000,000.</param>
    /// <param name="from">
    /// Where curl runs: <c>pod/NAME</c>, <c>pod/NAMESPACE/NAME</c>, <c>node/NAME</c>, <c>client</c> (outside the cluster), or null for
    /// <c>toolbox</c>: a host among the pods, in the namespace <c>default</c>, that is there for this and no object of the cluster.
    /// </param>
    /// <param name="cancellationToken">Kills curl at once.</param>
    /// <exception cref="LabException">There is no such place, or the request is not valid.</exception>
    public Task<CurlResult> CurlAsync(string url, int count = 1, string? from = null, CancellationToken cancellationToken = default)
        => CurlAsync(new CurlRequest { Url = url, Count = count, From = from }, progress: null, cancellationToken);

    /// <summary>Sends requests as described.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="progress">Is told of each request as soon as it ended; null for silence.</param>
    /// <param name="cancellationToken">Kills curl at once.</param>
    /// <exception cref="LabException">There is no such place, or the request is not valid.</exception>
    public async Task<CurlResult> CurlAsync(CurlRequest request, IProgress<CurlSample>? progress = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        var (source, prepared) = Prepare(request);
        var expectation = await expectations.ForAsync(TrafficQuestion.Of(request), source, cancellationToken);
        var samples = ImmutableArray.CreateBuilder<CurlSample>();
        var run = new CurlRun(prepared, source.Host, ZoneOf);
        await run.RunAsync(
            sample =>
            {
                samples.Add(sample);
                progress?.Report(sample);
            },
            cancellationToken);
        var elapsed = run.Elapsed;
        var taken = samples.DrainToImmutable();
        if (request.WithNat)
        {
            taken = new NatLookup(await GetConnectionsAsync(filter: new ConntrackFilter { Protocol = "tcp" }, cancellationToken: cancellationToken)).Attach(taken);
        }

        return new CurlResult(request, taken, elapsed, expectation, Options.Seed, run.Messages);
    }

    /// <summary>Sends requests as described, and yields each as soon as it ended: <c>await foreach (var sample in lab.CurlStreamAsync(…))</c>.</summary>
    /// <param name="request">What to send. <see cref="CurlRequest.WithNat"/> has no effect: connection tracking is read after the end.</param>
    /// <param name="cancellationToken">Kills curl at once. Leaving the loop does so too.</param>
    /// <exception cref="LabException">There is no such place, or the request is not valid.</exception>
    public IAsyncEnumerable<CurlSample> CurlStreamAsync(CurlRequest request, CancellationToken cancellationToken = default)
    {
        var (source, prepared) = Prepare(request);
        return SampleStream.Of<CurlSample>((take, cancel) => new CurlRun(prepared, source.Host, ZoneOf).RunAsync(take, cancel), AmbientCancellation.Or(cancellationToken));
    }

    /// <summary>
    /// Sends UDP datagrams with real sockets, each from a source port of its own, and holds what came back against what the applied rules made
    /// expect. A probe that nobody answers is a result too, and not an exception.
    /// </summary>
    /// <param name="target">Name or address: <c>my-service</c>.</param>
    /// <param name="port">Port, 1–65535.</param>
    /// <param name="count">Number of probes, 1–1,000,000.</param>
    /// <param name="from">Where they are sent from, as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="LabException">There is no such place, or the request is not valid.</exception>
    public Task<UdpResult> UdpAsync(string target, int port, int count = 1, string? from = null, CancellationToken cancellationToken = default)
        => UdpAsync(new UdpRequest { Target = target, Port = port, Count = count, From = from }, progress: null, cancellationToken);

    /// <summary>Sends UDP datagrams as described.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="progress">Is told of each probe as soon as it ended; null for silence.</param>
    /// <param name="cancellationToken">Gives up at once.</param>
    /// <exception cref="LabException">There is no such place, the request is not valid, or the source port is in use.</exception>
    public async Task<UdpResult> UdpAsync(UdpRequest request, IProgress<UdpSample>? progress = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        ArgumentNullException.ThrowIfNull(request);
        if (request.Validate() is { } problem)
        {
            throw new LabException(problem);
        }

        var source = sources.Find(request.From);
        if (await lookup.FindAsync(source, request.Target, request.Family, cancellationToken) is not [var address, ..])
        {
            var failed = new UdpSample { Index = 0, Failure = UdpFailure.NameLookup, ErrorMessage = $"{source.Name} knows no address of \"{request.Target}\"." };
            return new UdpResult(request, [.. Enumerable.Range(0, request.Count).Select(index => failed with { Index = index })], TimeSpan.Zero);
        }

        var expectation = await expectations.ForAsync(TrafficQuestion.Of(request), source, cancellationToken);
        var samples = ImmutableArray.CreateBuilder<UdpSample>();
        var run = new UdpRun(request, source.Host, address, PodThatCallsItself);
        await run.RunAsync(
            sample =>
            {
                samples.Add(sample);
                progress?.Report(sample);
            },
            cancellationToken);
        var elapsed = run.Elapsed;
        var taken = samples.DrainToImmutable();
        if (request.WithNat)
        {
            taken = new NatLookup(await GetConnectionsAsync(filter: new ConntrackFilter { Protocol = "udp" }, cancellationToken: cancellationToken)).Attach(taken);
        }

        return new UdpResult(request, taken, elapsed, expectation, Options.Seed);
    }

    /// <summary>
    /// Opens a connection and holds it: requests that are sent over it go to one pod, whatever happens to the Service, until it breaks.
    /// </summary>
    /// <param name="from">Where it starts, as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="url">Where it leads: <c>http://my-service/hostname</c>; clear text only.</param>
    /// <param name="http2">True: HTTP/2, as gRPC speaks it. False, the default: HTTP/1.1 with keep-alive.</param>
    /// <param name="timeout">How long the connection, and later each request, may take; null for 5 s.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LabException">There is no such place, the URL cannot be used, the name is not known there, or nobody takes the connection.</exception>
    public async Task<HeldConnection> OpenConnectionAsync(string? from, string url, bool http2 = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        cancellationToken = AmbientCancellation.Or(cancellationToken);
        ArgumentNullException.ThrowIfNull(url);
        if (!Uri.TryCreate(url.Contains("://", StringComparison.Ordinal) ? url : $"http://{url}", UriKind.Absolute, out var parsed) || parsed.Scheme != "http")
        {
            throw new LabException($"\"{url}\" is no address of a connection in clear text: write it as http://my-service or http://10.96.0.12:80/hostname.");
        }

        var source = sources.Find(from);
        if (await lookup.FindAsync(source, parsed.Host, family: null, cancellationToken) is not [var address, ..])
        {
            throw new LabException($"{source.Name} knows no address of \"{parsed.Host}\".");
        }

        return await HeldConnection.OpenAsync(
            source.Host,
            address,
            parsed,
            http2 ? HttpVersion.Version20 : HttpVersion.Version11,
            timeout ?? TimeSpan.FromSeconds(5),
            ZoneOf,
            async (local, remote, cancel) => new NatLookup(await GetConnectionsAsync(filter: new ConntrackFilter { Protocol = "tcp" }, cancellationToken: cancel)).Find("tcp", local, remote),
            cancellationToken);
    }

    /// <summary>
    /// The places in which <see cref="ExecAsync"/> runs programs and from which traffic is sent: <c>toolbox</c>, the clients, <c>node/NAME</c> and
    /// <c>pod/NAME</c> (<c>pod/NAMESPACE/NAME</c> outside of the namespace <c>default</c>), as they are now.
    /// </summary>
    public IReadOnlyList<string> Places => [.. sources.Names];

    /// <summary>Runs any program in a place of the lab.</summary>
    /// <param name="target">Where: as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="options">Standard input, environment and live output; null for none.</param>
    /// <param name="cancellationToken">Kills it and what it started at once.</param>
    /// <exception cref="LabException">There is no such place.</exception>
    /// <exception cref="CommandNotFoundException">There is no such program on this machine.</exception>
    public Task<CommandResult> ExecAsync(string target, IReadOnlyList<string> arguments, CommandOptions? options = null, CancellationToken cancellationToken = default)
        => sources.Find(target).Host.RunAsync(arguments, options, AmbientCancellation.Or(cancellationToken));

    private (TrafficSource Source, CurlRequest Request) Prepare(CurlRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Validate() is { } problem)
        {
            throw new LabException(problem);
        }

        var source = sources.Find(request.From);
        if (source.Namespace is { } podNamespace && !Report.MountsAllowed)
        {
            // Without files of its own a pod cannot look up names: curl is told the address instead.
            request = request with { ExtraArguments = [.. control.Names.Names.ResolveArguments(request.Url, podNamespace), .. request.ExtraArguments] };
        }

        return (source, request);
    }

    // A datagram says the name of its pod only, not the namespace.
    private (string Pod, string? Node, string? Zone) PodThatCallsItself(string name)
        => control.Pods.Running.Where(pod => pod.Name.Name == name).Take(2).ToList() is [var only]
            ? (only.DisplayName, only.Node.Name, ZoneOf(only.Node.Name))
            : (name, null, null);

    private string? ZoneOf(string node)
        => control.Cache.Get<V1Node>(new NamespacedName("", node))?.Metadata.Labels is { } labels && labels.TryGetValue(NodeManifest.ZoneLabel, out var zone) ? zone : null;
}
