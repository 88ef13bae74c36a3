namespace Learn.Netfilter.Tests;

/// <summary>What is refused, and how; every status here was seen with iptables 1.8.9 (nf_tables).</summary>
public sealed class SimulatedTablesTests
{
    private readonly SimulatedTables _tables = new(IpFamily.IPv4);

    [Theory]
    [InlineData("-A INPUT -j NOPE", 2)]
    [InlineData("-A NOPE -j ACCEPT", 1)]
    [InlineData("-N U", 1)]
    [InlineData("-N ACCEPT", 2)]
    [InlineData("-N MARK", 2)]
    [InlineData("-N abcdefghijklmnopqrstuvwxyz01", 0)]
    [InlineData("-N abcdefghijklmnopqrstuvwxyz012", 2)]
    [InlineData("-N !ab", 2)]
    [InlineData("-N a!b", 0)]
    [InlineData("-X INPUT", 1)]
    [InlineData("-X NOPE", 1)]
    [InlineData("-X EMPTY", 0)]
    [InlineData("-X U", 4)]
    [InlineData("-X CALLED", 4)]
    [InlineData("-X", 4)]
    [InlineData("-F NOPE", 1)]
    [InlineData("-D INPUT 5", 1)]
    [InlineData("-D NOPE 1", 1)]
    [InlineData("-D INPUT -j DROP", 1)]
    [InlineData("-D U -j CALLED", 0)]
    [InlineData("-C U -j CALLED", 0)]
    [InlineData("-C U -j ACCEPT", 1)]
    [InlineData("-C NOPE -j ACCEPT", 1)]
    [InlineData("-C U -j NOPE", 2)]
    [InlineData("-I INPUT 2 -j ACCEPT", 1)]
    [InlineData("-I U 2 -j ACCEPT", 0)]
    [InlineData("-P INPUT DROP", 0)]
    [InlineData("-P U DROP", 1)]
    [InlineData("-t nope -A INPUT -j ACCEPT", 3)]
    [InlineData("-A INPUT -s 1.2.3.4.5 -j ACCEPT", 2)]
    [InlineData("-A INPUT -s fd00::1 -j ACCEPT", 2)]
    [InlineData("-A INPUT -p tcp --dport 80000 -j ACCEPT", 2)]
    [InlineData("-A INPUT -j DNAT --to-destination 1.2.3.4", 4)]
    [InlineData("-A INPUT -p tcp -j MASQUERADE", 4)]
    [InlineData("-A INPUT -o eth0 -j ACCEPT", 2)]
    [InlineData("-A OUTPUT -i eth0 -j ACCEPT", 2)]
    [InlineData("-t nat -A POSTROUTING -p tcp -j DNAT --to-destination 1.1.1.1:80", 4)]
    [InlineData("-t nat -A PREROUTING -j DNAT --to-destination 1.1.1.1:80", 2)]
    [InlineData("-t nat -A PREROUTING -p tcp -j DNAT --to-destination 1.1.1.1:80", 0)]
    [InlineData("-t nat -A PREROUTING -p tcp -j DNAT --to-destination 1.1.1.300:80", 2)]
    [InlineData("-t nat -A PREROUTING -j MASQUERADE", 4)]
    [InlineData("-t nat -A INPUT -j SNAT --to-source 1.1.1.1", 0)]
    [InlineData("-t nat -A INPUT -j MASQUERADE", 4)]
    [InlineData("-t nat -A INPUT -j DROP", 2)]
    [InlineData("-t nat -A OUTPUT -j REJECT", 4)]
    [InlineData("-t nat -A OUTPUT -j TRACE", 0)]
    [InlineData("-A INPUT -m foo", 2)]
    [InlineData("-A INPUT -g ACCEPT", 2)]
    [InlineData("-A INPUT -j FORWARD", 4)]
    [InlineData("-A INPUT hello", 2)]
    [InlineData("-A INPUT --hello", 2)]
    [InlineData("-A INPUT -p udp -m tcp", 4)]
    [InlineData("-A INPUT -m multiport --dports 80", 2)]
    [InlineData("-A INPUT -p icmp -m multiport --dports 80", 2)]
    [InlineData("-A INPUT -j ACCEPT -j DROP", 2)]
    [InlineData("-A INPUT -i abcdefghijklmnop -j ACCEPT", 2)]
    [InlineData("-A INPUT -m addrtype --dst-type LOCAL --limit-iface-out -j DROP", 4)]
    [InlineData("-A INPUT -m recent --rcheck --reap", 2)]
    [InlineData("-A INPUT -j REJECT --reject-with tcp-reset", 4)]
    [InlineData("-A INPUT -p tcp -j REJECT --reject-with tcp-reset", 0)]
    [InlineData("-A INPUT -p tcp -j REJECT --reject-with icmp6-port-unreachable", 2)]
    [InlineData("-A INPUT -s", 2)]
    [InlineData("-Q INPUT", 2)]
    [InlineData("-S", 0)]
    [InlineData("-S NOPE", 1)]
    public void A_command_ends_with_the_status_of_iptables(string command, int status)
    {
        Run("-N U", "-N CALLED", "-N EMPTY", "-A U -j CALLED");
        var before = _tables.Save().ToSaveText();

        var result = _tables.Run(command.Split(' '));

        Assert.True(status == result.ExitCode, result.ToString());
        Assert.Equal(status == 0, result.Problem.Length == 0);
        if (status != 0)
        {
            Assert.Equal(before, _tables.Save().ToSaveText());
        }
    }

    [Fact]
    public void Every_rule_that_iptables_took_is_taken()
    {
        foreach (string line in Sample.Read("every-extension.commands").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int place = line.StartsWith("-t ", StringComparison.Ordinal) ? line.IndexOf('-', 3) : 0;
            string table = place > 0 ? line[3..(place - 1)] : "filter";
            string[] words = line[place..].Split(' ', 3);
            var result = words[0] == "-N"
                ? _tables.NewChain(table, words[1])
                : _tables.Append(table, words[1], RuleParser.Parse(words[2], IpFamily.IPv4));
            Assert.True(result.Succeeded, $"{line}: {result}");
        }

        var real = RulesetParser.Parse(Sample.Read("every-extension.iptables-save"), IpFamily.IPv4);
        Assert.Equal(real.Tables.Select(table => table.Name), _tables.Save().Tables.Select(table => table.Name));
        Assert.Equal(
            real.Tables.SelectMany(table => table.Chains).Select(chain => chain.Name),
            _tables.Save().Tables.SelectMany(table => table.Chains).Select(chain => chain.Name));
    }

    [Fact]
    public void Chains_that_call_each_other_are_refused_once_they_are_reached()
    {
        Run("-N A", "-N B", "-A A -j B", "-A B -j A");
        Assert.Equal(4, _tables.Run(["-A", "INPUT", "-j", "A"]).ExitCode);
    }

    [Theory]
    [InlineData("-j")]
    [InlineData("-g")]
    public void Fifteen_jumps_behind_each_other_are_the_limit(string jump)
    {
        Run("-N C0", $"-A INPUT {jump} C0");
        for (int depth = 1; depth <= 14; depth++)
        {
            Run($"-N C{depth}", $"-A C{depth - 1} {jump} C{depth}");
        }

        Run("-N C15");
        Assert.Equal(4, _tables.Run(["-A", "C14", jump, "C15"]).ExitCode);
    }

    [Fact]
    public void A_target_must_work_wherever_it_is_reached_from()
    {
        Run("-t nat -N K", "-t nat -A K -p tcp -j DNAT --to-destination 1.1.1.1:80", "-t nat -A OUTPUT -j K");
        Assert.Equal(4, _tables.Run(["-t", "nat", "-A", "POSTROUTING", "-j", "K"]).ExitCode);
    }

    [Fact]
    public void Tables_and_chains_stand_in_the_order_of_iptables()
    {
        Run("-t nat -N Z", "-t raw -N Z", "-N b", "-N A", "-N a!b", "-t security -N Z", "-t mangle -N Z");
        Assert.Equal(["mangle", "security", "raw", "filter", "nat"], _tables.Save().Tables.Select(table => table.Name));
        Assert.Equal(
            ["INPUT", "FORWARD", "OUTPUT", "A", "a!b", "b"],
            _tables.Save("filter").Tables[0].Chains.Select(chain => chain.Name));
    }

    [Theory]
    [InlineData("-t nat -S")]
    [InlineData("-t nat -F")]
    [InlineData("-t nat -X")]
    [InlineData("-t nat -C PREROUTING -j ACCEPT")]
    [InlineData("-t nat -D PREROUTING -j ACCEPT")]
    public void Looking_at_a_table_does_not_make_it(string command)
    {
        _tables.Run(command.Split(' '));
        Assert.Empty(_tables.Save().Tables);
    }

    [Fact]
    public void A_listing_names_policies_chains_and_rules()
    {
        Run("-N U", "-A U -p tcp --dport 80 -j ACCEPT", "-A U");
        Assert.Equal(
            "-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n-N U\n-A U -p tcp -m tcp --dport 80 -j ACCEPT\n-A U\n",
            _tables.Run(["-S"]).Output);
    }

    private void Run(params string[] commands) =>
        Assert.All(commands, command => Assert.True(_tables.Run(command.Split(' ')) is { Succeeded: true }, command));
}
