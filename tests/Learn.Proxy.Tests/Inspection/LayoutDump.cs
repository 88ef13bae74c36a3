using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>
/// Writes what the kube-proxy of a minor version would save for three Services, from the facts that are known about each version: a cluster
/// IP with two endpoints, a node port with policy Local, and a load balancer with a source range.
/// </summary>
internal sealed class LayoutDump(int minor)
{
    private const string Pods = "10.244.0.0/16";
    private readonly StringBuilder _chains = new();
    private readonly StringBuilder _rules = new();

    internal static string Of(int minor) => new LayoutDump(minor).Write();

    private bool HasExternalChains => minor >= 24;

    private bool HasProxyFirewall => minor >= 25;

    private string Write() => Filter() + Nat();

    private string Filter()
    {
        Start();
        foreach (string chain in (string[])["INPUT", "FORWARD", "OUTPUT"])
        {
            _chains.Append($":{chain} ACCEPT [0:0]\n");
        }

        Chains(["KUBE-EXTERNAL-SERVICES", "KUBE-FIREWALL", "KUBE-FORWARD", "KUBE-KUBELET-CANARY", "KUBE-PROXY-CANARY", "KUBE-SERVICES"]);
        if (minor >= 21)
        {
            Chains(["KUBE-NODEPORTS"]);
            Rule("INPUT -m comment --comment \"kubernetes health check service ports\" -j KUBE-NODEPORTS");
        }

        Rule("INPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes externally-visible service portals\" -j KUBE-EXTERNAL-SERVICES");
        Rule("INPUT -j KUBE-FIREWALL");
        Rule("FORWARD -m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD");
        Rule("FORWARD -m conntrack --ctstate NEW -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES");
        Rule("FORWARD -m conntrack --ctstate NEW -m comment --comment \"kubernetes externally-visible service portals\" -j KUBE-EXTERNAL-SERVICES");
        Rule("OUTPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES");
        Rule("OUTPUT -j KUBE-FIREWALL");
        if (HasProxyFirewall)
        {
            Chains(["KUBE-PROXY-FIREWALL"]);
            foreach (string from in (string[])["INPUT", "FORWARD", "OUTPUT"])
            {
                Rule($"{from} -m conntrack --ctstate NEW -m comment --comment \"kubernetes load balancer firewall\" -j KUBE-PROXY-FIREWALL");
            }

            Rule("KUBE-PROXY-FIREWALL -d 203.0.113.5/32 -p tcp -m comment --comment \"shop/lb:http traffic not accepted by "
                + $"{Chain("KUBE-FW-", "shop/lb:http")}\" -m tcp --dport 80 -j DROP");
        }

        if (minor <= 26)
        {
            Rule("KUBE-FIREWALL -m comment --comment \"kubernetes firewall for dropping marked packets\" -m mark --mark 0x8000/0x8000 -j DROP");
        }

        Rule("KUBE-FIREWALL ! -s 127.0.0.0/8 -d 127.0.0.0/8 -m comment --comment \"block incoming localnet connections\" "
            + "-m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP");
        Rule("KUBE-FORWARD -m conntrack --ctstate INVALID " + (minor >= 31 ? "-m nfacct --nfacct-name  ct_state_invalid_dropped_pkts " : "") + "-j DROP");
        Rule("KUBE-FORWARD -m comment --comment \"kubernetes forwarding rules\" -m mark --mark 0x4000/0x4000 -j ACCEPT");
        Rule("KUBE-FORWARD -m comment --comment \"kubernetes forwarding conntrack rule\" -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        return Table("filter");
    }

    private string Nat()
    {
        Start();
        foreach (string chain in (string[])["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"])
        {
            _chains.Append($":{chain} ACCEPT [0:0]\n");
        }

        Chains(["KUBE-KUBELET-CANARY", "KUBE-MARK-MASQ", "KUBE-NODEPORTS", "KUBE-POSTROUTING", "KUBE-PROXY-CANARY", "KUBE-SERVICES"]);
        if (minor <= 26)
        {
            Chains(["KUBE-MARK-DROP"]);
            Rule("KUBE-MARK-DROP -j MARK --set-xmark 0x8000/0x8000");
        }

        Rule("PREROUTING -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES");
        Rule("OUTPUT -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES");
        Rule("POSTROUTING -m comment --comment \"kubernetes postrouting rules\" -j KUBE-POSTROUTING");
        Rule("KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000");
        Rule("KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN");
        Rule("KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0");
        Rule("KUBE-POSTROUTING -m comment --comment \"kubernetes service traffic requiring SNAT\" -j MASQUERADE --random-fully");
        ClusterIP("default/web:http", "10.96.0.10", ["10.244.1.2:8080", "10.244.2.3:8080"]);
        ClusterIP("shop/np:http", "10.96.0.20", ["10.244.1.4:8080"]);
        NodePort("shop/np:http", 30080, "10.244.1.4:8080");
        ClusterIP("shop/lb:http", "10.96.0.30", ["10.244.1.5:8080"]);
        LoadBalancer("shop/lb:http", "203.0.113.5", "198.51.100.0/24");
        Rule("KUBE-SERVICES -m comment --comment \"kubernetes service nodeports; NOTE: this must be the last rule in this chain\" "
            + "-m addrtype --dst-type LOCAL -j KUBE-NODEPORTS");
        return Table("nat");
    }

    private void ClusterIP(string name, string address, string[] endpoints)
    {
        string service = Chain("KUBE-SVC-", name), match = $"-d {address}/32 -p tcp -m comment --comment \"{name} cluster IP\" -m tcp --dport 80";
        Chains([service]);
        Rule($"{(minor <= 20 ? "KUBE-SERVICES" : service)} ! -s {Pods} {match} -j KUBE-MARK-MASQ");
        Rule($"KUBE-SERVICES {match} -j {service}");
        for (int index = 0; index < endpoints.Length; index++)
        {
            string chance = index == endpoints.Length - 1 ? "" : "-m statistic --mode random --probability 0.50000000000 ";
            string comment = minor >= 25 ? $"{name} -> {endpoints[index]}" : name;
            Rule($"{service} -m comment --comment \"{comment}\" {chance}-j {EndpointChain(name, endpoints[index])}");
            Chains([EndpointChain(name, endpoints[index])]);
            Rule($"{EndpointChain(name, endpoints[index])} -s {endpoints[index].Split(':')[0]}/32 -m comment --comment \"{name}\" -j KUBE-MARK-MASQ");
            Rule($"{EndpointChain(name, endpoints[index])} -p tcp -m comment --comment \"{name}\" -m tcp -j DNAT --to-destination {endpoints[index]}");
        }
    }

    private void NodePort(string name, int port, string endpoint)
    {
        string local = HasExternalChains ? Chain("KUBE-EXT-", name) : Chain("KUBE-XLB-", name), service = Chain("KUBE-SVC-", name);
        Chains([local]);
        if (minor >= 31)
        {
            Rule($"KUBE-NODEPORTS -d 127.0.0.0/8 -p tcp -m comment --comment \"{name}\" -m tcp --dport {port} -m nfacct --nfacct-name  localhost_nps_accepted_pkts -j {local}");
        }

        string external = HasExternalChains ? "external destinations" : "LB IP";
        Rule($"KUBE-NODEPORTS -p tcp -m comment --comment \"{name}\" -m tcp --dport {port} -j {local}");
        Rule($"{local} -s {Pods} -m comment --comment \"{(HasExternalChains ? $"pod traffic for {name} external destinations" : "Redirect pods trying to reach external loadbalancer VIP to clusterIP")}\" -j {service}");
        Rule($"{local} -m comment --comment \"masquerade LOCAL traffic for {name} {external}\" -m addrtype --src-type LOCAL -j KUBE-MARK-MASQ");
        Rule($"{local} -m comment --comment \"route LOCAL traffic for {name} {external}{(HasExternalChains ? "" : " to service chain")}\" -m addrtype --src-type LOCAL -j {service}");
        if (HasExternalChains)
        {
            Chains([Chain("KUBE-SVL-", name)]);
            Rule($"{local} -j {Chain("KUBE-SVL-", name)}");
            Rule($"{Chain("KUBE-SVL-", name)} -m comment --comment \"{name}\" -j {EndpointChain(name, endpoint)}");
        }
        else
        {
            Rule($"{local} -m comment --comment \"Balancing rule 0 for {name}\" -j {EndpointChain(name, endpoint)}");
        }
    }

    private void LoadBalancer(string name, string address, string range)
    {
        string firewall = Chain("KUBE-FW-", name), service = Chain("KUBE-SVC-", name), then = HasExternalChains ? Chain("KUBE-EXT-", name) : service;
        Chains([firewall]);
        Rule($"KUBE-SERVICES -d {address}/32 -p tcp -m comment --comment \"{name} loadbalancer IP\" -m tcp --dport 80 -j {firewall}");
        if (HasExternalChains)
        {
            Chains([then]);
            Rule($"{then} -m comment --comment \"masquerade traffic for {name} external destinations\" -j KUBE-MARK-MASQ");
            Rule($"{then} -j {service}");
        }
        else
        {
            Rule($"{firewall} -m comment --comment \"{name} loadbalancer IP\" -j KUBE-MARK-MASQ");
        }

        Rule($"{firewall} -s {range} -m comment --comment \"{name} loadbalancer IP\" -j {then}");
        if (!HasProxyFirewall)
        {
            Rule($"{firewall} -m comment --comment \"{name} loadbalancer IP\" -j KUBE-MARK-DROP");
        }
        else if (minor >= 27)
        {
            Rule($"{firewall} -m comment --comment \"other traffic to {name} will be dropped by KUBE-PROXY-FIREWALL\"");
        }
    }

    private static string Chain(string prefix, string name) => prefix + ProxyChains.Hash(NameOf(name));

    private static string EndpointChain(string name, string endpoint) => ProxyChains.OfEndpoint(NameOf(name), endpoint);

    private static ServicePortName NameOf(string name)
    {
        string[] parts = name.Split('/', ':');
        return new(new(parts[0], parts[1]), parts[2], IpProtocol.Tcp);
    }

    private void Chains(string[] names) => _chains.Append(string.Concat(names.Select(name => $":{name} - [0:0]\n")));

    private void Rule(string rule) => _rules.Append("-A ").Append(rule).Append('\n');

    private void Start()
    {
        _chains.Clear();
        _rules.Clear();
    }

    private string Table(string name) => $"# Generated by iptables-save v1.8.7 on Mon Jan  1 00:00:00 2024\n*{name}\n{_chains}{_rules}COMMIT\n# Completed on Mon Jan  1 00:00:00 2024\n";
}
