using System.Collections.Immutable;
using System.Net;
using Learn.Cluster;

namespace Learn.Proxy;

/// <summary>Reads a KubeProxyConfiguration: strictly, with all problems at once.</summary>
internal sealed class ProxyConfigurationReader
{
    private readonly List<ConfigurationProblem> _problems = [];
    private ProxyConfiguration _result = ProxyConfiguration.Default;

    internal ProxyConfiguration Read(string yaml)
    {
        Manifest manifest = ManifestReader.TryRead(yaml, null, new ManifestReaderOptions
        {
            OtherKinds = [new OtherKind(ProxyConfiguration.ApiVersion, ProxyConfiguration.Kind)],
            AllowDocumentsWithoutKind = true,
        });
        foreach (ManifestProblem problem in manifest.Problems)
        {
            _problems.Add(new(problem.Line, problem.Column, problem.FieldPath, problem.Message));
        }

        if (_problems.Count == 0 && manifest.Documents.Count != 1)
        {
            _problems.Add(new(0, 0, "", $"expected one document, got {manifest.Documents.Count}"));
        }

        return _problems.Count == 0 ? Read(manifest.Documents[0].Root) : throw new ProxyConfigurationException(_problems);
    }

    internal ProxyConfiguration Read(ManifestMap document)
    {
        var fields = new ConfigurationFields(document, "", _problems);
        fields.String("apiVersion", text => Expect(fields, "apiVersion", text, ProxyConfiguration.ApiVersion));
        fields.String("kind", text => Expect(fields, "kind", text, ProxyConfiguration.Kind));
        fields.String("mode", text => ReadMode(fields, text));
        fields.String("hostnameOverride", text => _result = _result with { HostnameOverride = text.Trim().ToLowerInvariant() });
        fields.String("bindAddress", text => ReadBindAddress(fields, text));
        fields.String("healthzBindAddress", text => _result = _result with { HealthzBindAddress = text });
        fields.String("metricsBindAddress", text => _result = _result with { MetricsBindAddress = text });
        fields.Section("featureGates", gates => gates.EachBool((name, on) =>
            _result = _result with { FeatureGates = _result.FeatureGates.SetItem(name, on) }));
        fields.Section("iptables", section =>
        {
            IptablesConfiguration iptables = ReadRules(section, _result.Iptables);
            section.Bool("localhostNodePorts", on => iptables = iptables with { LocalhostNodePorts = on });
            _result = _result with { Iptables = iptables };
        });
        fields.Section("nftables", section => _result = _result with { Nftables = ReadRules(section, _result.Nftables) });
        fields.Section("conntrack", ReadConntrack);
        fields.String("clusterCIDR", text => ReadClusterCidr(fields, text));
        fields.Strings("nodePortAddresses", texts => ReadNodePortAddresses(fields, texts));
        ReadDetection(fields);
        fields.Duration("configSyncPeriod", false, period => _result = _result with { ConfigSyncPeriod = period });
        fields.Ignore("clientConnection", "logging", "ipvs", "winkernel", "windowsRunAsService");
        fields.Ignore("bindAddressHardFail", "enableProfiling", "showHiddenMetricsForVersion", "oomScoreAdj", "portRange");
        fields.Finish();
        return _problems.Count == 0 ? _result : throw new ProxyConfigurationException(_problems);
    }

    private static void Expect(ConfigurationFields fields, string field, string text, string expected)
    {
        if (text != expected)
        {
            fields.Add(field, $"expected {expected}, got {text}");
        }
    }

    private void ReadMode(ConfigurationFields fields, string text)
    {
        switch (text)
        {
            case "" or "iptables":
                _result = _result with { Mode = ProxyMode.Iptables };
                break;
            case "ipvs":
                _result = _result with { Mode = ProxyMode.Ipvs };
                break;
            case "nftables":
                _result = _result with { Mode = ProxyMode.Nftables };
                break;
            default:
                fields.Add("mode", $"must be iptables, ipvs, nftables or empty (iptables is chosen then), got {text}");
                break;
        }
    }

    private void ReadBindAddress(ConfigurationFields fields, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (IPAddress.TryParse(text, out IPAddress? address))
        {
            _result = _result with { BindAddress = address };
        }
        else
        {
            fields.Add("bindAddress", $"\"{text}\" is not a valid IP address");
        }
    }

    private static IptablesConfiguration ReadRules(ConfigurationFields section, IptablesConfiguration defaults)
    {
        IptablesConfiguration rules = defaults;
        section.Integer("masqueradeBit", 0, 31, bit => rules = rules with { MasqueradeBit = bit });
        section.Bool("masqueradeAll", on => rules = rules with { MasqueradeAll = on });
        section.Duration("syncPeriod", false, period => rules = rules with { SyncPeriod = period });
        section.Duration("minSyncPeriod", true, period => rules = rules with { MinSyncPeriod = period });
        if (rules.MinSyncPeriod > rules.SyncPeriod)
        {
            section.Add("syncPeriod", "must be greater than or equal to minSyncPeriod");
        }

        return rules;
    }

    private void ReadConntrack(ConfigurationFields section)
    {
        ConntrackConfiguration conntrack = _result.Conntrack;
        section.Integer("maxPerCore", 0, int.MaxValue, number => conntrack = conntrack with { MaxPerCore = number });
        section.Integer("min", 0, int.MaxValue, number => conntrack = conntrack with { Min = number });
        section.Duration("tcpEstablishedTimeout", true, time => conntrack = conntrack with { TcpEstablishedTimeout = time });
        section.Duration("tcpCloseWaitTimeout", true, time => conntrack = conntrack with { TcpCloseWaitTimeout = time });
        section.Bool("tcpBeLiberal", on => conntrack = conntrack with { TcpBeLiberal = on });
        section.Duration("udpTimeout", true, time => conntrack = conntrack with { UdpTimeout = time });
        section.Duration("udpStreamTimeout", true, time => conntrack = conntrack with { UdpStreamTimeout = time });
        _result = _result with { Conntrack = conntrack };
    }

    private void ReadClusterCidr(ConfigurationFields fields, string text)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (AddressForms.TryParseNetwork(part, out IPNetwork network))
            {
                networks.Add(network);
            }
            else
            {
                fields.Add("clusterCIDR", $"\"{part}\" is not a network such as 10.244.0.0/16");
            }
        }

        if (networks.Count > 2)
        {
            fields.Add("clusterCIDR", "only one network, or one for each family, is allowed");
        }

        _result = _result with { ClusterCidrs = networks.ToImmutable() };
    }

    private void ReadNodePortAddresses(ConfigurationFields fields, IReadOnlyList<(string Text, ManifestPosition Position)> texts)
    {
        var networks = ImmutableArray.CreateBuilder<string>();
        foreach ((string text, ManifestPosition position) in texts)
        {
            if (AddressForms.TryParseNetwork(text, out _))
            {
                networks.Add(text);
            }
            else
            {
                fields.Add("nodePortAddresses", $"\"{text}\" is not a network such as 192.168.0.0/16", position);
            }
        }

        _result = _result with { NodePortAddresses = networks.ToImmutable() };
    }

    private void ReadDetection(ConfigurationFields fields)
    {
        fields.String("detectLocalMode", text =>
        {
            LocalDetection? mode = text switch
            {
                "" or "ClusterCIDR" => LocalDetection.ClusterCidr,
                "NodeCIDR" => LocalDetection.NodeCidr,
                "BridgeInterface" => LocalDetection.BridgeInterface,
                "InterfaceNamePrefix" => LocalDetection.InterfaceNamePrefix,
                _ => null,
            };
            if (mode is null)
            {
                fields.Add("detectLocalMode",
                    $"must be ClusterCIDR (also if empty), NodeCIDR, BridgeInterface or InterfaceNamePrefix, got {text}");
            }

            _result = _result with { DetectLocalMode = mode ?? LocalDetection.ClusterCidr };
        });
        ManifestPosition at = fields.Last;
        fields.Section("detectLocal", section =>
        {
            section.String("bridgeInterface", text => _result = _result with { BridgeInterface = text });
            section.String("interfaceNamePrefix", text => _result = _result with { InterfaceNamePrefix = text });
        });
        if (_result is { DetectLocalMode: LocalDetection.BridgeInterface, BridgeInterface: "" })
        {
            fields.Add("detectLocal.bridgeInterface", "is needed for the mode BridgeInterface", at);
        }

        if (_result is { DetectLocalMode: LocalDetection.InterfaceNamePrefix, InterfaceNamePrefix: "" })
        {
            fields.Add("detectLocal.interfaceNamePrefix", "is needed for the mode InterfaceNamePrefix", at);
        }
    }
}
