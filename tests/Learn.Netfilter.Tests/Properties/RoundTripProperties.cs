using FsCheck;
using FsCheck.Fluent;

namespace Learn.Netfilter.Tests;

/// <summary>Parse ∘ print is the identity, and nothing foreign is lost. A failure names the seed with which it can be repeated.</summary>
public sealed class RoundTripProperties
{
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(2000);

    private static readonly Gen<string> ForeignWord = Gen.OneOf(
        Gen.Elements("-m", "-j", "-g", "-s", "-d", "-p", "-i", "-f", "!", "tcp", "udp", "comment", "--comment", "--dport", "80", "mark"),
        Gen.Elements("--to-destination", "DNAT", "10.0.0.1", "10.0.0.1/32", "fd00::1", "ACCEPT", "KUBE-X", "physdev", "set", "recent"),
        Gen.Elements("\"a b\"", "\"\"", "\"\\\"\"", "x\"y z\"", "ü", "0x1/0x2", "--set", "--name", "--mode", "random", "--probability", "0.5"));

    [Theory]
    [InlineData(IpFamily.IPv4, TextStyle.Save)]
    [InlineData(IpFamily.IPv6, TextStyle.Save)]
    [InlineData(IpFamily.IPv4, TextStyle.Restore)]
    [InlineData(IpFamily.IPv6, TextStyle.Restore)]
    public void A_printed_rule_is_read_as_the_same_rule(IpFamily family, TextStyle style) => Check.One(
        Settings,
        Prop.ForAll(AnyRule.Of(family).ToArbitrary(), rule =>
        {
            string text = $"*t\n:A - [0:0]\n-A A {RuleWriter.ToText(rule, family, style)}".TrimEnd(' ') + "\nCOMMIT\n";
            var read = RulesetParser.Parse(text, family, style);
            var again = read.Find("t", "A")!.Rules[0];
            Assert.Equal(rule, again);
            Assert.Equal(rule.IsUnderstood, again.IsUnderstood);
            Assert.Null(again.Verbatim);
            Assert.Equal(text, style == TextStyle.Save ? read.ToSaveText() : read.ToRestoreText());
        }));

    [Fact]
    public void Foreign_rules_survive_whatever_they_are() => Check.One(
        Settings,
        Prop.ForAll(ForeignWord.NonEmptyListOf().Select(words => string.Join(' ', words)).NonEmptyListOf().ToArbitrary(), rules =>
        {
            var readable = rules.Where(rule => RulesetParser.TryParse($"*t\n-A A {rule}\n", IpFamily.IPv4).Succeeded);
            string text = "*t\n:A - [0:0]\n" + string.Concat(readable.Select(rule => $"-A A {rule}\n")) + "COMMIT\n";
            var read = RulesetParser.Parse(text, IpFamily.IPv4);
            Assert.Equal(text, read.WrittenIn == TextStyle.Restore ? read.ToRestoreText() : read.ToSaveText());
            if (read.WrittenIn is null)
            {
                Assert.Equal(text, read.ToRestoreText());
            }
        }));
}
