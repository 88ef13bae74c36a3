using System.Collections.Immutable;
using System.Globalization;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy;

/// <summary>Reads a <c>case.yaml</c>.</summary>
internal sealed class CaseDescriptionReader(string fileName)
{
    internal CaseDescription Read(string yaml)
    {
        Manifest manifest = ManifestReader.Read(yaml, fileName, new ManifestReaderOptions { AllowDocumentsWithoutKind = true });
        if (manifest.Documents.Count != 1)
        {
            throw new CaseException($"{fileName}: expected one document, got {manifest.Documents.Count}.");
        }

        ManifestMap root = manifest.Documents[0].Root;
        return new CaseDescription
        {
            Title = root.GetText("title") ?? "",
            Features = Texts(root, "features"),
            Syncs = ReadSyncs(root),
            Node = root.GetText("node") ?? throw new CaseException($"{fileName}: the field node is missing: the name of the node for which kube-proxy runs."),
            Families = ReadFamilies(root),
            Configuration = ReadConfiguration(root),
            Interfaces = root["interfaces"] is ManifestList interfaces ? [.. interfaces.Items.Select(ReadInterface)] : null,
            SysctlKeys = Texts(root, "captureSysctls"),
            Probes = Texts(root, "probes"),
            LooksAtStartCommands = root["captureStartCommands"] is ManifestScalar { Value: true },
        };
    }

    private ImmutableArray<IpFamily> ReadFamilies(ManifestMap root)
    {
        ImmutableArray<string> texts = Texts(root, "ipFamilies");
        return texts.IsEmpty
            ? throw new CaseException($"{fileName}: the field ipFamilies is missing: IPv4, IPv6 or both.")
            : [.. texts.Select(text => text switch
            {
                "IPv4" => IpFamily.IPv4,
                "IPv6" => IpFamily.IPv6,
                _ => throw new CaseException($"{fileName}: ipFamilies: expected IPv4 or IPv6, got {text}."),
            })];
    }

    private ProxyConfiguration ReadConfiguration(ManifestMap root)
    {
        if (root["config"] is not ManifestMap document)
        {
            throw new CaseException($"{fileName}: the field config is missing: a KubeProxyConfiguration.");
        }

        // The captures were made with connection tracking left alone, apart from what the case sets.
        ProxyConfiguration configuration = ProxyConfiguration.Parse(document);
        ConntrackConfiguration given = configuration.Conntrack, leave = ConntrackConfiguration.LeaveAlone;
        var section = document["conntrack"] as ManifestMap;
        return configuration with
        {
            Conntrack = given with
            {
                MaxPerCore = section?["maxPerCore"] is null ? leave.MaxPerCore : given.MaxPerCore,
                Min = section?["min"] is null ? leave.Min : given.Min,
                TcpEstablishedTimeout = section?["tcpEstablishedTimeout"] is null ? leave.TcpEstablishedTimeout : given.TcpEstablishedTimeout,
                TcpCloseWaitTimeout = section?["tcpCloseWaitTimeout"] is null ? leave.TcpCloseWaitTimeout : given.TcpCloseWaitTimeout,
            },
        };
    }

    private ImmutableDictionary<int, int> ReadSyncs(ManifestMap root) =>
        ((root["syncs"] as ManifestMap)?.Fields ?? []).ToImmutableDictionary(field => ReadNumber(field.Name), field => ReadNumber((field.Value as ManifestScalar)?.Text));

    private int ReadNumber(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new CaseException($"{fileName}: syncs: expected numbers, got {text ?? "something else"}.");

    private CaseInterface ReadInterface(ManifestNode item) =>
        item is ManifestMap map && map.GetText("name") is { } name
            ? new(name, Texts(map, "addresses"))
            : throw new CaseException($"{fileName}, {item.Position}: an interface has a name and addresses.");

    private static ImmutableArray<string> Texts(ManifestMap map, string field) =>
        map[field] is ManifestList list ? [.. list.Items.OfType<ManifestScalar>().Select(item => item.Text)] : [];
}
