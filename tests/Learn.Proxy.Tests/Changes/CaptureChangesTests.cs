using System.Globalization;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>What each step of the captures changed, held against texts that were read.</summary>
public sealed class CaptureChangesTests
{
    public static TheoryData<string> CasesWithSteps =>
        [.. GoldenFolder.CaseNames.Where(name => Saves(name).Count() > 1)];

    [Theory]
    [MemberData(nameof(CasesWithSteps))]
    public void Each_step_is_told(string name)
    {
        var text = new StringBuilder();
        RulesetReading? before = null;
        foreach (string path in Saves(name))
        {
            RulesetReading after = RulesetReading.Of(RulesetParser.Parse(File.ReadAllText(path), IpFamily.IPv4));
            if (before is not null)
            {
                var changes = RulesetChanges.Between(before, after);
                text.Append(CultureInfo.InvariantCulture, $"== {Path.GetFileName(path)}\n").Append(changes.IsEmpty ? "nothing\n" : changes.ToText(mostRules: 12));
                Assert.True(RulesetChanges.Between(after, after).IsEmpty);
            }

            before = after;
        }

        ApprovedText.Check("Changes", name, text.ToString());
    }

    private static IEnumerable<string> Saves(string name)
    {
        string folder = Path.Combine(GoldenFolder.Iptables, name);
        string path = Path.Combine(folder, "expected.iptables-save");
        for (int step = 2; File.Exists(path); step++)
        {
            yield return path;
            path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"expected-step-{step}.iptables-save"));
        }
    }
}
