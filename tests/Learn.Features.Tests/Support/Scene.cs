using System.Net;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn.Features.Tests;

/// <summary>A lab with the objects of one feature, and ways to ask it that fail with what was seen.</summary>
internal sealed class Scene(Lab lab)
{
    /// <summary>
    /// How rarely a right lab may fail one assertion about shares. A row has fewer than ten of them, so that a row as a whole raises a false
    /// alarm less than once in a million runs.
    /// </summary>
    public const double FalseAlarm = 1e-7;

    /// <summary>The lab.</summary>
    public Lab Lab => lab;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Sends requests, each over a connection of its own.</summary>
    public Task<CurlResult> CurlAsync(string url, string from, int count = 1) => lab.CurlAsync(url, count, from, Cancel);

    /// <summary>Asserts that every request was answered, and by whom in which share.</summary>
    public static void AssertShares(CurlResult result, params (string Pod, double Share)[] expected)
    {
        Assert.True(result.Answered == result.Samples.Length, result.ToString());
        var strangers = result.Samples.Select(sample => sample.Pod ?? "?").Distinct().Except(expected.Select(share => share.Pod)).ToList();
        Assert.True(strangers.Count == 0, $"{string.Join(", ", strangers)} answered too.\n{result}");
        var fit = GoodnessOfFitTest.Test([.. expected.Select(share => result.CountOf(share.Pod))], [.. expected.Select(share => share.Share)]);
        Assert.True(fit.PValue is null or > FalseAlarm, $"Shares like these come about by chance once in {1 / fit.PValue:0} times.\n{result}");
    }

    /// <summary>Asserts equal shares.</summary>
    public static void AssertEvenly(CurlResult result, params string[] pods) => AssertShares(result, [.. pods.Select(pod => (pod, 1.0 / pods.Length))]);

    /// <summary>Asserts that what the rules predict and what happened agree, where there is a prediction at all.</summary>
    public static void AssertPredicted(CurlResult result) => Assert.True(result.Fit is null or { PValue: null or > FalseAlarm }, result.ToString());

    /// <summary>Asserts the addresses that pods saw requests come from.</summary>
    public static void AssertSources(CurlResult result, params IEnumerable<IPAddress> allowed)
    {
        var seen = result.Samples.Select(sample => sample.SourceSeenByPod?.Address).ToHashSet();
        Assert.True(seen.IsSubsetOf(allowed), $"The pods saw {string.Join(", ", seen)}.\n{result}");
    }

    /// <summary>Asserts that every request was refused at once, with a reset or an ICMP message.</summary>
    public static void AssertRefused(CurlResult result)
        => Assert.True(result.Samples.All(sample => sample.Outcome == TrafficOutcome.Refused), result.ToString());

    /// <summary>Asserts that no request was answered at all, until the client lost patience.</summary>
    public static void AssertDropped(CurlResult result)
        => Assert.True(result.Samples.All(sample => sample.Outcome == TrafficOutcome.Dropped), result.ToString());

    /// <summary>The address of a pod.</summary>
    public IPAddress PodAddress(string pod) => IPAddress.Parse(lab.Get<k8s.Models.V1Pod>(pod)!.Status.PodIP);

    /// <summary>The primary address of a node.</summary>
    public IPAddress NodeAddress(string node) => lab.AddressesOf(node)[0];

    /// <summary>The address of a client outside: 172.18.100.1 and following.</summary>
    public IPAddress ClientAddress(int number = 0) => lab.Options.Addresses.Client(number)[0];

    /// <summary>The gateway of a node's pods: what a node's own packets to its pods carry.</summary>
    public IPAddress GatewayOf(string node)
    {
        int index = Enumerable.Range(0, lab.Nodes.Count).First(number => lab.Nodes[number].Name == node);
        byte[] address = lab.Options.Addresses.PodCidrs(index)[0].BaseAddress.GetAddressBytes();
        address[^1]++;
        return new IPAddress(address);
    }

    /// <summary>Runs the words of a line somewhere.</summary>
    public Task<CommandResult> RunAsync(string target, string line) => lab.ExecAsync(target, line.Split(' '), cancellationToken: Cancel);

    /// <summary>Whether a pod is ready, as its status says.</summary>
    public bool IsReady(string pod)
        => lab.Get<k8s.Models.V1Pod>(pod)?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) == true;

    /// <summary>Waits until everything is in effect.</summary>
    public Task SettleAsync() => lab.SettleAsync(Cancel);

    /// <summary>
    /// Waits until every node's rules are what its kube-proxy has last been told; unlike <see cref="SettleAsync"/> it does not wait for pods that
    /// take their time to leave.
    /// </summary>
    public Task RulesFollowAsync() => lab.WaitForRulesAsync(Cancel);

    /// <summary>Sends 200 requests a second while something happens, from a second before to a second after.</summary>
    public async Task<CurlResult> UnderLoadAsync(Func<Task> action)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var samples = new List<CurlSample>();
        var request = new CurlRequest { Url = "http://web", Duration = TimeSpan.FromMinutes(5), RequestsPerSecond = 200, Concurrency = 2, From = "pod/tester" };
        var traffic = Task.Run(
            async () =>
            {
                try
                {
                    await foreach (var sample in lab.CurlStreamAsync(request, ending.Token))
                    {
                        samples.Add(sample);
                    }
                }
                catch (OperationCanceledException) when (!Cancel.IsCancellationRequested)
                {
                    // The action is over.
                }
            },
            Cancel);
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        await action();
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        await ending.CancelAsync();
        await traffic;
        return new CurlResult(request, [.. samples], TimeSpan.Zero);
    }

    /// <summary>Applies more objects.</summary>
    public Task<ApplyResult> ApplyAsync(string yaml) => lab.ApplyAsync(yaml, cancellationToken: Cancel);

    /// <summary>Waits for something that comes about by itself, as long as a busy machine may need.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition, string what)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(30); !await condition();)
        {
            Assert.True(DateTime.UtcNow < deadline, $"It has not come about: {what}");
            await Task.Delay(50, Cancel);
        }
    }
}
