using System.Globalization;
using System.Net;
using System.Text;

namespace Learn.Netfilter.Tests;

/// <summary>Random rulesets with long chains, and packets that meet something in them.</summary>
internal sealed class AnyWalk(int seed)
{
    private static readonly string[] Chains = ["A", "B", "C", "D"];

    private static readonly string[] Others =
    [
        "-m mark --mark 0x1/0x1", "-m mark ! --mark 0x2/0x2", "-m statistic --mode random --probability 0.25000000000",
        "-m statistic --mode nth --every 3 --packet 0", "-m physdev --physdev-is-bridged", "-m conntrack --ctstate NEW", "-m addrtype --dst-type LOCAL",
        "-m comment --comment x", "-i eth0", "-o eth1", "-p udp", "-m iprange --dst-range 10.0.0.2-10.0.0.4", "-m recent --rcheck --name L --rsource",
        "-m recent --set --name L --rsource", "-s 10.0.0.0/30", "! -d 10.0.0.1/32", "-p tcp -m tcp --dport 80:81", "-p tcp -m tcp ! --dport 80",
    ];

    private readonly Random _random = new(seed);

    internal Ruleset Ruleset()
    {
        var text = new StringBuilder();
        foreach (var (table, hooks) in ((string, string[])[])
            [("nat", ["PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"]), ("filter", ["INPUT", "FORWARD", "OUTPUT"])])
        {
            text.Append(CultureInfo.InvariantCulture, $"*{table}\n");
            foreach (string hook in hooks)
            {
                text.Append(CultureInfo.InvariantCulture, $":{hook} {(_random.Next(4) == 0 ? "DROP" : "ACCEPT")} [0:0]\n");
            }

            text.AppendJoin("", Chains.Select(chain => $":{chain} - [0:0]\n"));
            foreach (string chain in (string[])[.. hooks, .. Chains])
            {
                int rules = _random.Next(3) == 0 ? _random.Next(30, 60) : _random.Next(4);
                for (int rule = 0; rule < rules; rule++)
                {
                    text.Append(CultureInfo.InvariantCulture, $"-A {chain} {Rule(table, chain)}\n");
                }
            }

            text.Append("COMMIT\n");
        }

        return RulesetParser.Parse(text.ToString(), IpFamily.IPv4);
    }

    internal Packet Packet() => new()
    {
        Source = IPAddress.Parse(Address()),
        Destination = IPAddress.Parse(Address()),
        Protocol = _random.Next(4) == 0 ? IpProtocol.Udp : IpProtocol.Tcp,
        DestinationPort = (ushort)_random.Next(79, 83),
        InInterface = _random.Next(2) == 0 ? "eth0" : null,
        Mark = (uint)_random.Next(4),
        FromLocalProcess = _random.Next(3) == 0,
        State = _random.Next(6) == 0 ? ConntrackStates.Established : ConntrackStates.New,
    };

    internal static WalkOptions Options() => new() { LocalAddresses = [IPAddress.Parse("10.0.0.1")], MostNodes = 20_000 };

    private string Address() => string.Create(CultureInfo.InvariantCulture, $"10.0.0.{_random.Next(1, 7)}");

    private string Rule(string table, string chain)
    {
        var words = new List<string>();
        if (_random.Next(2) == 0)
        {
            words.Add($"-d {Address()}/32");
        }

        if (_random.Next(4) == 0)
        {
            words.Add($"-s {Address()}/32");
        }

        if (_random.Next(3) == 0)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"-p tcp -m tcp --dport {_random.Next(79, 83)}"));
        }
        else if (_random.Next(3) == 0)
        {
            words.Add(Others[_random.Next(Others.Length)]);
        }

        words.Add(Target(table, chain));
        return string.Join(' ', words);
    }

    // Chains call only later ones, as the kernel demands.
    private string Target(string table, string chain)
    {
        string[] later = [.. Chains.Where(other => !Chains.Contains(chain) || string.CompareOrdinal(other, chain) > 0)];
        return _random.Next(10) switch
        {
            0 => "-j ACCEPT",
            1 => table == "nat" ? $"-j DNAT --to-destination {Address()}:80" : "-j DROP",
            2 => "-j RETURN",
            3 => "-j MARK --set-xmark 0x1/0x1",
            4 when later.Length > 0 => $"-g {later[_random.Next(later.Length)]}",
            5 => "-j NFQUEUE --queue-num 1",
            6 => "-j LOG",
            _ => later.Length > 0 ? $"-j {later[_random.Next(later.Length)]}" : "-j LOG",
        };
    }
}
