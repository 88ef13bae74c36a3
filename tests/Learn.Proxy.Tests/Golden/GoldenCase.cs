using System.Globalization;
using System.Net;
using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>One case directory: what was set up, and which files tell what came of it.</summary>
internal sealed class GoldenCase
{
    private readonly ManifestMap _description;

    internal GoldenCase(string folder)
    {
        Folder = folder;
        _description = Read(File.ReadAllText(Path.Combine(folder, "case.yaml"))).Documents[0].Root;
        Node = _description.GetText("node") ?? throw new InvalidDataException("A case names its node.");
        ProxyConfiguration configuration = ProxyConfiguration.Parse((ManifestMap)_description["config"]!);
        Configuration = WithCaptureDefaults(configuration, (ManifestMap)_description["config"]!);
        Families = [.. Texts("ipFamilies").Select(text => Enum.Parse<IpFamily>(text))];
        SysctlKeys = [.. Texts("captureSysctls")];
        Probes = [.. Texts("probes")];
        StepCount = 1;
        while (File.Exists(StepPath(StepCount + 1)))
        {
            StepCount++;
        }
    }

    internal string Folder { get; }

    internal string Node { get; }

    internal ProxyConfiguration Configuration { get; }

    internal IReadOnlyList<IpFamily> Families { get; }

    internal IReadOnlyList<string> SysctlKeys { get; }

    internal IReadOnlyList<string> Probes { get; }

    internal int StepCount { get; }

    internal IEnumerable<string> Features => Texts("features");

    /// <summary>Everything that says what was captured; the input files and the packet-flow table are not among them.</summary>
    internal IEnumerable<string> CapturedFiles => Directory.GetFiles(Folder)
        .Select(path => Path.GetFileName(path)!)
        .Where(name => !name.EndsWith(".yaml", StringComparison.Ordinal) && !name.EndsWith(".md", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    internal static Manifest Read(string yaml) =>
        ManifestReader.Read(yaml, null, new ManifestReaderOptions { AllowDocumentsWithoutKind = true });

    internal string ReadFile(string name) => File.ReadAllText(Path.Combine(Folder, name));

    internal Manifest ReadStep(int step) => Read(File.ReadAllText(StepPath(step)));

    /// <summary>How often a step synced, if the case says so.</summary>
    internal int? Syncs(int step)
    {
        var syncs = _description["syncs"] as ManifestMap;
        return syncs?[step.ToString(CultureInfo.InvariantCulture)] is ManifestScalar { Value: long count } ? (int)count : null;
    }

    /// <summary>Loopback, and the interfaces of the case or one with the addresses of the node.</summary>
    internal IReadOnlyList<IPAddress> LocalAddresses()
    {
        V1Node? node = ReadStep(1).Objects.OfType<V1Node>().FirstOrDefault(candidate => candidate.Metadata.Name == Node);
        IEnumerable<string> addresses = (node?.Status?.Addresses ?? [])
            .Where(entry => entry.Type == "InternalIP")
            .Select(entry => entry.Address);
        if (_description["interfaces"] is ManifestList interfaces)
        {
            addresses = interfaces.Items.Cast<ManifestMap>()
                .SelectMany(item => ((ManifestList)item["addresses"]!).Items.Cast<ManifestScalar>())
                .Select(address => address.Text.Split('/')[0]);
        }

        return [IPAddress.Loopback, IPAddress.IPv6Loopback, .. addresses.Select(IPAddress.Parse)];
    }

    private static ProxyConfiguration WithCaptureDefaults(ProxyConfiguration configuration, ManifestMap document)
    {
        // The captures were made with connection tracking left alone, apart from what the case sets.
        ConntrackConfiguration given = configuration.Conntrack, leave = ConntrackConfiguration.LeaveAlone;
        var section = document["conntrack"] as ManifestMap;
        return configuration with
        {
            Conntrack = given with
            {
                MaxPerCore = section?["maxPerCore"] is null ? leave.MaxPerCore : given.MaxPerCore,
                Min = section?["min"] is null ? leave.Min : given.Min,
                TcpEstablishedTimeout =
                    section?["tcpEstablishedTimeout"] is null ? leave.TcpEstablishedTimeout : given.TcpEstablishedTimeout,
                TcpCloseWaitTimeout = section?["tcpCloseWaitTimeout"] is null ? leave.TcpCloseWaitTimeout : given.TcpCloseWaitTimeout,
            },
        };
    }

    private string StepPath(int step) =>
        Path.Combine(Folder, step == 1 ? "input.yaml" : string.Create(CultureInfo.InvariantCulture, $"step-{step}.yaml"));

    private IEnumerable<string> Texts(string field) =>
        (_description[field] as ManifestList)?.Items.Cast<ManifestScalar>().Select(item => item.Text) ?? [];
}
