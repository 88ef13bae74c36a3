using Learn.Netfilter;

namespace Learn.Course;

/// <summary>Stops and starts kube-proxy.</summary>
/// <param name="lab">The lab.</param>
internal sealed class ProxyActions(Lab lab)
{
    private const string All = "all";

    /// <summary>Stops the kube-proxy of a node, or all.</summary>
    /// <returns>What undoes it.</returns>
    public async Task<Func<CancellationToken, Task>> StopAsync(string node, CancellationToken cancellationToken)
    {
        var stopped = NodesWhere(node, runs: true);
        foreach (string name in stopped)
        {
            await lab.StopProxyAsync(name, cancellationToken);
        }

        return async cancel =>
        {
            foreach (string name in stopped)
            {
                await lab.StartProxyAsync(name, cancel);
            }
        };
    }

    /// <summary>Starts the kube-proxy of a node, or all.</summary>
    /// <returns>What undoes it: the rules that it wrote meanwhile go, too.</returns>
    public async Task<Func<CancellationToken, Task>> StartAsync(string node, CancellationToken cancellationToken)
    {
        var started = NodesWhere(node, runs: false);
        var before = new List<(string Node, IpFamily Family, string Rules)>();
        foreach (string name in started)
        {
            foreach (var family in lab.Options.Addresses.Families)
            {
                before.Add((name, family, await lab.IptablesSaveAsync(name, family: family, cancellationToken: cancellationToken)));
            }
        }

        foreach (string name in started)
        {
            await lab.StartProxyAsync(name, cancellationToken);
        }

        return async cancel =>
        {
            foreach (string name in started)
            {
                await lab.StopProxyAsync(name, cancel);
            }

            foreach (var (name, family, rules) in before)
            {
                await lab.RestoreRulesAsync(rules, name, family, cancel);
            }
        };
    }

    private List<string> NodesWhere(string node, bool runs)
        => [.. (node == All ? lab.Nodes.Select(one => one.Name) : [node]).Where(name => lab.IsProxyRunning(name) == runs)];
}
