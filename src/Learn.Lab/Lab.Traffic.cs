using System.Collections.Immutable;
using k8s.Models;
using Learn.Sandbox;

namespace Learn;

/// <content>Sending traffic.</content>
public sealed partial class Lab
{
    private const string ZoneLabel = "topology.kubernetes.io/zone";

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
        var (source, prepared) = Prepare(request);
        var expectation = await expectations.ForAsync(request, source, cancellationToken);
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
        return SampleStream.Of<CurlSample>((take, cancel) => new CurlRun(prepared, source.Host, ZoneOf).RunAsync(take, cancel), cancellationToken);
    }

    /// <summary>Runs any program in a place of the lab.</summary>
    /// <param name="target">Where: as in <see cref="CurlAsync(string, int, string?, CancellationToken)"/>.</param>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="options">Standard input, environment and live output; null for none.</param>
    /// <param name="cancellationToken">Kills it and what it started at once.</param>
    /// <exception cref="LabException">There is no such place.</exception>
    /// <exception cref="CommandNotFoundException">There is no such program on this machine.</exception>
    public Task<CommandResult> ExecAsync(string target, IReadOnlyList<string> arguments, CommandOptions? options = null, CancellationToken cancellationToken = default)
        => sources.Find(target).Host.RunAsync(arguments, options, cancellationToken);

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

    private string? ZoneOf(string node)
        => cluster.Get<V1Node>("", node)?.Metadata.Labels is { } labels && labels.TryGetValue(ZoneLabel, out var zone) ? zone : null;
}
