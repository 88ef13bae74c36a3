using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>Every capture of the real kube-proxy: payloads, saves, commands, sysctls and answers, step by step.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_comes_out_as_it_was_captured(string name)
    {
        var goldenCase = new GoldenCase(Path.Combine(GoldenFolder.Iptables, name));
        IReadOnlyDictionary<string, string> files = await goldenCase.LiveAsync();

        var differences = new List<string>();
        foreach (string file in goldenCase.CapturedFiles)
        {
            differences.AddRange(files.TryGetValue(file, out string? actual)
                ? Differences(file, goldenCase.ReadFile(file), actual).Select(difference => $"{file}: {difference}")
                : [$"{file}: was not written"]);
        }

        // What comes without a capture of its own: payloads and commands of steps in which nothing was to happen.
        foreach (string file in files.Keys.Where(file => !goldenCase.CapturedFiles.Contains(file)))
        {
            bool isRestore = file.StartsWith("restore", StringComparison.Ordinal);
            bool isCommands = file.StartsWith("commands", StringComparison.Ordinal) && !file.Contains("-step-1.", StringComparison.Ordinal);
            if (isRestore || isCommands)
            {
                differences.Add($"{file}: was not expected");
            }
        }

        for (int step = 2; step <= goldenCase.StepCount; step++)
        {
            int syncs = files.Keys.Count(file => file.StartsWith($"restore-step-{step}.", StringComparison.Ordinal));
            if (goldenCase.Syncs(step) is { } expected && syncs != expected)
            {
                differences.Add($"step {step}: expected {expected} syncs, got {syncs}");
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(40)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_capture_of_a_case_has_a_comparison(string name)
    {
        var goldenCase = new GoldenCase(Path.Combine(GoldenFolder.Iptables, name));
        Assert.All(goldenCase.CapturedFiles, file => Assert.NotNull(ComparisonFor(file)));
    }

    private static IEnumerable<string> Differences(string file, string expected, string actual) => ComparisonFor(file)!(expected, actual);

    private static Func<string, string, IEnumerable<string>>? ComparisonFor(string file)
    {
        IpFamily family = file.Contains("ip6tables", StringComparison.Ordinal) || file.StartsWith("restore6", StringComparison.Ordinal)
            ? IpFamily.IPv6
            : IpFamily.IPv4;
        return file switch
        {
            _ when file.EndsWith("tables-save", StringComparison.Ordinal) =>
                (expected, actual) => RulesText.Differences(expected, actual, family, isPayload: false),
            _ when file.StartsWith("restore", StringComparison.Ordinal) =>
                (expected, actual) => RulesText.Differences(expected, actual, family, isPayload: true),
            _ when file.StartsWith("commands", StringComparison.Ordinal) => CommandLog.Differences,
            _ when file.EndsWith(".sysctl", StringComparison.Ordinal) || file.EndsWith(".probes.txt", StringComparison.Ordinal) =>
                (expected, actual) => expected == actual ? [] : [$"expected:\n{expected}\ngot:\n{actual}"],
            _ => null,
        };
    }
}
