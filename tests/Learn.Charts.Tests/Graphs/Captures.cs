using System.Runtime.CompilerServices;
using System.Text;
using Learn.Netfilter;

namespace Learn.Tests.Figures.Graphs;

/// <summary>Rules to draw: the captures of the real kube-proxy, and many Services.</summary>
internal static class Captures
{
    private static string Tests { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    /// <summary>All saves of all cases, by case and file.</summary>
    public static IEnumerable<(string Name, Ruleset Rules)> All() =>
        from file in Directory.GetFiles(Path.Combine(Tests, "golden", "iptables"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetFileName(file).Contains("tables-save", StringComparison.Ordinal)
        select ($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}", Read(file));

    /// <summary>The rules of one case.</summary>
    public static Ruleset Of(string name) => Read(Path.Combine(Tests, "golden", "iptables", name, "expected.iptables-save"));

    /// <summary>The nat table of a node with so many Services of three endpoints each; every tenth Service has seen packets.</summary>
    public static Ruleset Many(int services)
    {
        var chains = new StringBuilder("*nat\n:PREROUTING ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n");
        var rules = new StringBuilder("[0:0] -A PREROUTING -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES\n[0:0] -A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n");
        for (int i = 0; i < services; i++)
        {
            string service = $"KUBE-SVC-{Hash(i)}", name = $"team-{i % 20}/service-{i}:http", address = $"10.96.{i / 250}.{(i % 250) + 1}/32";
            chains.Append($":{service} - [0:0]\n");
            rules.Append($"[{(i % 10 == 0 ? i : 0)}:0] -A KUBE-SERVICES -d {address} -p tcp -m comment --comment \"{name} cluster IP\" -m tcp --dport 80 -j {service}\n");
            rules.Append($"[0:0] -A {service} ! -s 10.244.0.0/16 -d {address} -p tcp -m comment --comment \"{name} cluster IP\" -m tcp --dport 80 -j KUBE-MARK-MASQ\n");
            for (int j = 0; j < 3; j++)
            {
                string endpoint = $"KUBE-SEP-{Hash((i * 3) + j + 5_000_000)}", to = $"10.244.{(i % 200) + 1}.{j + 10}";
                string chance = j == 2 ? "" : $" -m statistic --mode random --probability {(j == 0 ? "0.33333333349" : "0.50000000000")}";
                chains.Append($":{endpoint} - [0:0]\n");
                rules.Append($"[{(i % 10 == 0 ? i / 3 : 0)}:0] -A {service} -m comment --comment \"{name} -> {to}:8080\"{chance} -j {endpoint}\n");
                rules.Append($"[0:0] -A {endpoint} -s {to}/32 -m comment --comment \"{name}\" -j KUBE-MARK-MASQ\n");
                rules.Append($"[0:0] -A {endpoint} -p tcp -m comment --comment \"{name}\" -m tcp -j DNAT --to-destination {to}:8080\n");
            }
        }

        return RulesetParser.Parse($"{chains}{rules}COMMIT\n", IpFamily.IPv4);
    }

    private static string Hash(int number) => new([.. Enumerable.Range(0, 16).Select(place => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(int)(((uint)number * 2654435761u >> place) % 32)])]);

    private static Ruleset Read(string file) => RulesetParser.Parse(
        File.ReadAllText(file), Path.GetFileName(file).Contains("ip6tables", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4);

    private static string Here([CallerFilePath] string here = "") => here;
}
