using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learn.Sandbox;

/// <summary>
/// Makes links with <c>ip -batch</c>: one process in each host that has the first end of a link makes the pairs and configures its own ends,
/// then one process in each other host configures the second ends.
/// </summary>
/// <remarks>
/// The kernel frees a removed host, and with it the other ends of its cables, a moment after the last handle is closed (50–120 ms). Nobody need wait for that but a new
/// link that takes the name of an old end.
/// </remarks>
internal sealed partial class LinkWiring(HostTable hosts, NamespaceThreads threads, ToolRunner tools, int processId)
{
    private const int LongestInterfaceName = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<(HelperHost Host, string Interface, HelperHost Peer)> _ends = [];
    private readonly HashSet<(HelperHost Host, string Interface)> _vanishing = [];

    public async Task ConnectAsync(IReadOnlyList<LinkSpec> links)
    {
        var first = new Dictionary<HelperHost, List<string>>();
        var second = new Dictionary<HelperHost, List<string>>();
        foreach (var link in links)
        {
            var (a, b) = (hosts.Get(link.A.Host), hosts.Get(link.B.Host));
            Check(link.A);
            Check(link.B);
            var lines = LinesOf(first, a);
            lines.Add(Create(link, a == b ? null : b));
            Configure(link.A, lines);
            Configure(link.B, LinesOf(second, b));
            await WaitUntilGoneAsync(a, link.A.Interface);
            await WaitUntilGoneAsync(b, link.B.Interface);
            lock (_lock)
            {
                _ends.Add((a, link.A.Interface, b));
                _ends.Add((b, link.B.Interface, a));
            }
        }

        await Task.WhenAll(first.Select(entry => RunAsync(entry.Key, entry.Value)));
        await Task.WhenAll(second.Select(entry => RunAsync(entry.Key, entry.Value)));
    }

    /// <summary>Notes that a host is being removed and the far ends of its cables with it.</summary>
    public void Forget(HelperHost host)
    {
        lock (_lock)
        {
            foreach (var end in _ends.Where(end => end.Peer == host && end.Host != host))
            {
                _vanishing.Add((end.Host, end.Interface));
            }

            _ends.RemoveWhere(end => end.Peer == host || end.Host == host);
            _vanishing.RemoveWhere(end => end.Host == host);
        }
    }

    private async Task WaitUntilGoneAsync(HelperHost host, string name)
    {
        lock (_lock)
        {
            if (!_vanishing.Remove((host, name)))
            {
                return;
            }
        }

        var waiting = Stopwatch.StartNew();
        while (await threads.RunAsync(host.Network, null, () => NetworkNamespace.HasInterface(name)) && waiting.Elapsed < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    private static List<string> LinesOf(Dictionary<HelperHost, List<string>> batches, HelperHost host)
    {
        if (!batches.TryGetValue(host, out var lines))
        {
            batches.Add(host, lines = []);
        }

        return lines;
    }

    private static void Check(LinkEnd end)
    {
        if (end.Interface.Length is 0 or > LongestInterfaceName || !InterfacePattern().IsMatch(end.Interface))
        {
            throw new SandboxException($"\"{end.Interface}\" cannot be an interface of {end.Host}: 1–{LongestInterfaceName} letters, digits and -_.");
        }
    }

    private string Create(LinkSpec link, HelperHost? peer)
    {
        var line = new StringBuilder("link add name ").Append(link.A.Interface).Append(Properties(link.A));
        line.Append(" type veth peer name ").Append(link.B.Interface).Append(Properties(link.B));
        if (peer is not null)
        {
            // By the outer number of this process: inside, /proc is the machine's.
            line.Append(CultureInfo.InvariantCulture, $" netns /proc/{processId}/fd/{peer.Network.DangerousGetHandle()}");
        }

        return line.ToString();
    }

    private static string Properties(LinkEnd end) =>
        (end.HardwareAddress is { } address ? $" address {address}" : "")
        + (end.Mtu is { } mtu ? string.Create(CultureInfo.InvariantCulture, $" mtu {mtu}") : "");

    private static void Configure(LinkEnd end, List<string> lines)
    {
        var device = end.Interface;
        if (end.Bridge is { } bridge)
        {
            lines.Add($"link set dev {device} master {bridge} up");
            if (end.Hairpin)
            {
                lines.Add($"link set dev {device} type bridge_slave hairpin on");
            }
        }
        else
        {
            lines.Add($"link set dev {device} up");
        }

        lines.AddRange(end.Addresses.Select(address => $"address add {address} dev {device}{(address.Contains(':', StringComparison.Ordinal) ? " nodad" : "")}"));
        lines.AddRange(end.Routes.Select(route => $"route add {route}"));
    }

    private async Task RunAsync(HelperHost host, List<string> lines)
    {
        var result = await tools.RunAsync(host, ["ip", "-batch", "-"], string.Join('\n', lines) + "\n");
        if (!result.Succeeded)
        {
            throw new SandboxException(new CommandFailedException(result, BatchError.Offending(result.ErrorText, lines)).Message + $" (in {host.Name})");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9_.-]*\z")]
    private static partial Regex InterfacePattern();
}
