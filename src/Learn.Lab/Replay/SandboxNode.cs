using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Learn.Netfilter;
using Learn.Proxy;
using Learn.Sandbox;
using KubeProxy = Learn.Proxy.NodeProxy;

namespace Learn;

/// <summary>A host of a world as the machine of a case: kube-proxy's own commands run one by one, with the real programs.</summary>
internal sealed class SandboxNode(Host host) : ICaseNode, IAsyncDisposable
{
    private const int CurlCouldNotConnect = 7;

    private readonly HealthServers servers = new(host);

    /// <inheritdoc/>
    public async ValueTask<NodeCommandResult> RunAsync(ImmutableArray<string> argv, ReadOnlyMemory<byte> input, CancellationToken cancellation)
    {
        var result = await host.RunAsync(argv, new CommandOptions { StandardInput = input }, cancellation);
        return new NodeCommandResult(result.ExitCode, result.Output, result.ErrorText);
    }

    /// <inheritdoc/>
    public async ValueTask<string?> GetSysctlAsync(string key, CancellationToken cancellation) => await host.GetSysctlAsync(key, cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> SetSysctlAsync(SysctlSetting setting, CancellationToken cancellation)
        => await host.TrySetSysctlAsync(setting.Key, setting.Value, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<IPAddress>> GetLocalAddressesAsync(CancellationToken cancellation)
    {
        var listing = (await host.RunAsync(["ip", "-json", "address", "show"], cancellationToken: cancellation)).EnsureSucceeded();
        using var document = JsonDocument.Parse(listing.Output);
        return
        [
            .. document.RootElement.EnumerateArray()
                .SelectMany(link => link.GetProperty("addr_info").EnumerateArray())
                .Select(entry => IPAddress.Parse(entry.GetProperty("local").GetString()!)),
        ];
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(string script, CancellationToken cancellation)
    {
        var result = await host.RunAsync(["sh", "-c", script], cancellationToken: cancellation);
        if (!result.Succeeded)
        {
            throw new CaseException($"The command \"{script}\" failed ({result.ExitCode}): {result.ErrorText.Trim()}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<string> SaveAsync(IpFamily family, CancellationToken cancellation)
    {
        var program = family == IpFamily.IPv4 ? "iptables-save" : "ip6tables-save";
        return SaveText.Normalise((await host.RunAsync([program], cancellationToken: cancellation)).EnsureSucceeded().OutputText);
    }

    /// <inheritdoc/>
    public async ValueTask<HealthAnswer?> ProbeAsync(Uri url, KubeProxy? proxy, CancellationToken cancellation)
    {
        await servers.FollowAsync(proxy, await GetLocalAddressesAsync(cancellation), cancellation);
        var result = await host.RunAsync(["curl", "--silent", "--include", "--max-time", "10", url.ToString()], cancellationToken: cancellation);
        return result.ExitCode == CurlCouldNotConnect
            ? null
            : CurlAnswer.Read(result.EnsureSucceeded().OutputText);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => servers.DisposeAsync();
}
