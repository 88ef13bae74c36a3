using System.Globalization;
using System.Text;

namespace Learn.Proxy.Tests;

/// <summary>What is told about each capture, held against texts that were read.</summary>
public sealed class CaptureInspectionTests
{
    // Steps in which somebody deletes, flushes or adds rules, and node ports that nothing leads to; all others are what kube-proxy alone leaves.
    private static readonly string[] s_disturbed =
        ["config-nodeport-addresses-none", "step-chain-deleted", "step-cleanup", "step-flush-everything", "step-flush-rules-only", "step-foreign-rules", "step-rule-deleted"];

    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_capture_is_told(string name)
    {
        var text = new StringBuilder();
        foreach (string path in Saves(name))
        {
            var inspection = DumpInspection.Of(File.ReadAllText(path));
            text.Append(CultureInfo.InvariantCulture, $"== {Path.GetFileName(path)}\n").Append(inspection.ToText(mostServices: 8));
            Assert.Equal(0, inspection.Dump.IgnoredLines);
            if (!s_disturbed.Contains(name))
            {
                Inspection part = Assert.Single(inspection.Parts);
                Assert.Equal(InspectedMode.Iptables, part.Mode);
                Assert.True(part.Versions!.Contains(30), part.Versions.ToString());
                Assert.DoesNotContain(part.Oddities, oddity => oddity.Level > OddityLevel.Note);
            }
        }

        ApprovedText.Check("Inspection", name, text.ToString());
    }

    private static IEnumerable<string> Saves(string name) =>
        Directory.GetFiles(Path.Combine(GoldenFolder.Iptables, name), "*tables-save").Order(StringComparer.Ordinal);
}
