using System.Text.RegularExpressions;

namespace Learn.Netfilter.Tests;

/// <summary>
/// Lives through a captured case with <see cref="SimulatedTables"/>: the commands and payloads of kube-proxy as they were recorded, and
/// what other programs did in between.
/// </summary>
internal sealed partial class CaseReplay
{
    // FACTS.md, 3.1; in this order, each inserted at the top.
    private static readonly string[] Jumps =
    [
        "filter INPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes externally-visible service portals\" -j KUBE-EXTERNAL-SERVICES",
        "filter FORWARD -m conntrack --ctstate NEW -m comment --comment \"kubernetes externally-visible service portals\" -j KUBE-EXTERNAL-SERVICES",
        "filter INPUT -m comment --comment \"kubernetes health check service ports\" -j KUBE-NODEPORTS",
        "filter FORWARD -m conntrack --ctstate NEW -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES",
        "filter OUTPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES",
        "filter FORWARD -m comment --comment \"kubernetes forwarding rules\" -j KUBE-FORWARD",
        "filter INPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes load balancer firewall\" -j KUBE-PROXY-FIREWALL",
        "filter OUTPUT -m conntrack --ctstate NEW -m comment --comment \"kubernetes load balancer firewall\" -j KUBE-PROXY-FIREWALL",
        "filter FORWARD -m conntrack --ctstate NEW -m comment --comment \"kubernetes load balancer firewall\" -j KUBE-PROXY-FIREWALL",
        "nat OUTPUT -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES",
        "nat PREROUTING -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES",
        "nat POSTROUTING -m comment --comment \"kubernetes postrouting rules\" -j KUBE-POSTROUTING",
        "filter INPUT -j KUBE-FIREWALL",
        "filter OUTPUT -j KUBE-FIREWALL",
    ];

    private readonly string _case;
    private readonly string _six;

    public CaseReplay(string caseName, IpFamily family)
    {
        _case = caseName;
        _six = family == IpFamily.IPv6 ? "6" : "";
        Tables = new SimulatedTables(family);
    }

    public SimulatedTables Tables { get; }

    /// <summary>The saves that were captured, step by step, with the number of the step.</summary>
    public IEnumerable<(int Step, string Path)> ExpectedSaves()
    {
        string suffix = $".ip{_six}tables-save";
        yield return (1, $"{_case}/expected{suffix}");
        for (int step = 2; Captures.Exists($"{_case}/step-{step}.yaml"); step++)
        {
            yield return (step, $"{_case}/expected-step-{step}{suffix}");
        }
    }

    /// <summary>Lives through one step.</summary>
    /// <returns>False if something was not captured, so that the outcome cannot be known.</returns>
    public bool Run(int step)
    {
        if (step > 1)
        {
            RunForeignCommands(step);
        }

        var payloads = new Queue<string>(Payloads(step));
        string commands = $"{_case}/commands{_six}-step-{step}.txt";
        if (!Captures.Exists(commands))
        {
            if (step == 1)
            {
                SetUp();
            }

            foreach (string payload in payloads)
            {
                AssertStatus(0, Tables.Restore(Captures.Read(payload), noFlush: true, counters: true), payload);
            }

            return true;
        }

        return Captures.Read(commands).Split('\n', StringSplitOptions.RemoveEmptyEntries).All(line => Repeat(line, payloads));
    }

    [GeneratedRegex("--comment (.*?) -j ")]
    private static partial Regex UnquotedComment();

    [GeneratedRegex(@"^for (\w+) in ([^;]+); do (.*); done$")]
    private static partial Regex Loop();

    [GeneratedRegex("\"(?<word>[^\"]*)\"|(?<word>\\S+)")]
    private static partial Regex Argument();

    private static string[] Split(string command) => [.. Argument().Matches(command).Select(match => match.Groups["word"].Value)];

    private static void AssertStatus(int expected, TablesResult result, string what) =>
        Assert.True(expected == result.ExitCode, $"{what}: status {expected} expected, but it was {result}");

    private void SetUp()
    {
        foreach (string table in new[] { "mangle", "nat", "filter" })
        {
            AssertStatus(0, Tables.NewChain(table, "KUBE-PROXY-CANARY"), table);
        }

        foreach (string jump in Jumps)
        {
            string[] words = jump.Split(' ', 3);
            var rule = RuleParser.Parse(words[2], Tables.Family);
            Tables.NewChain(words[0], ((JumpTarget)rule.Target!).Chain);
            AssertStatus(1, Tables.Check(words[0], words[1], rule), jump);
            AssertStatus(0, Tables.Insert(words[0], words[1], rule), jump);
            AssertStatus(0, Tables.Check(words[0], words[1], rule), jump);
        }
    }

    private bool Repeat(string line, Queue<string> payloads)
    {
        int status = line[0] - '0';
        string command = line[2..];
        if (command.StartsWith($"ip{_six}tables-restore ", StringComparison.Ordinal))
        {
            if (!payloads.TryDequeue(out string? payload))
            {
                return false;
            }

            AssertStatus(status, Tables.Restore(Captures.Read(payload), noFlush: true, counters: true), payload);
        }
        else if (command.StartsWith($"ip{_six}tables -", StringComparison.Ordinal) && !command.EndsWith("--version", StringComparison.Ordinal))
        {
            string quoted = UnquotedComment().Replace(command, "--comment \"$1\" -j ");
            AssertStatus(status, Tables.Run(Split(quoted)[1..]), command);
        }

        return true;
    }

    private IEnumerable<string> Payloads(int step)
    {
        string path = $"{_case}/restore{_six}-step-{step}";
        if (Captures.Exists(path + ".txt"))
        {
            yield return path + ".txt";
        }

        for (int number = 1; Captures.Exists($"{path}.{number}.txt"); number++)
        {
            yield return $"{path}.{number}.txt";
        }
    }

    private void RunForeignCommands(int step)
    {
        string[] lines = Captures.Read($"{_case}/step-{step}.yaml").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            if (!lines[index].StartsWith("command: ", StringComparison.Ordinal))
            {
                continue;
            }

            // A long command is folded; its further lines are indented.
            string command = lines[index]["command: ".Length..];
            while (index + 1 < lines.Length && lines[index + 1].StartsWith("  ", StringComparison.Ordinal))
            {
                command += lines[++index][1..];
            }

            RunShell(command);
        }
    }

    private void RunShell(string script)
    {
        if (Loop().Match(script) is { Success: true } loop)
        {
            foreach (string value in loop.Groups[2].Value.Split(' '))
            {
                RunShell(loop.Groups[3].Value.Replace("$" + loop.Groups[1].Value, value, StringComparison.Ordinal));
            }

            return;
        }

        foreach (string command in script.Split("; "))
        {
            if (command.StartsWith($"ip{_six}tables ", StringComparison.Ordinal))
            {
                AssertStatus(0, Tables.Run(Split(command)[1..]), command);
            }
        }
    }
}
