using System.Text;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Display;

/// <summary>A listing of very many Services stays small enough to open, and says what it leaves out.</summary>
public sealed class LargeListingTests
{
    [Theory]
    [InlineData(1_000)]
    [InlineData(3_000)]
    public void Very_many_Services_stay_under_a_megabyte(int services)
    {
        AnnotatedListing listing = AnnotatedListing.Of(RulesetExplanation.Of(RulesetParser.Parse(Save(services), IpFamily.IPv4)));
        Assert.Equal(services, listing.Groups.Count(group => group.Kind == ListingGroupKind.Service));

        string html = ValueFormatter.FormatAny(listing).TextOf(Forms.Html)!;

        Assert.InRange(html.Length, 100_000, 1_000_000);
        Assert.Contains("Services are left out", html, StringComparison.Ordinal);
        Assert.Contains("service/default/web-0007", html, StringComparison.Ordinal);
        string one = ValueFormatter.FormatAny(AnnotatedListing.Of(listing.Explanation, new ListingOptions { Service = "web-0999" })).TextOf(Forms.Html)!;
        Assert.Contains("10.244.3.231:80", one, StringComparison.Ordinal);
    }

    private static string Save(int services)
    {
        var chains = new StringBuilder("*nat\n:PREROUTING ACCEPT [0:0]\n:KUBE-SERVICES - [0:0]\n:KUBE-MARK-MASQ - [0:0]\n");
        var rules = new StringBuilder("-A PREROUTING -m comment --comment \"kubernetes service portals\" -j KUBE-SERVICES\n-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000\n");
        for (int index = 0; index < services; index++)
        {
            string name = FormattableString.Invariant($"default/web-{index:0000}:http");
            string hash = FormattableString.Invariant($"AAAAAAAAAAAA{index:0000}");
            string address = FormattableString.Invariant($"10.244.{index / 256}.{index % 256}");
            chains.Append(FormattableString.Invariant($":KUBE-SVC-{hash} - [0:0]\n:KUBE-SEP-{hash} - [0:0]\n"));
            rules.Append(FormattableString.Invariant($"-A KUBE-SERVICES -d 10.97.{index / 256}.{index % 256}/32 -p tcp -m comment --comment \"{name} cluster IP\" -m tcp --dport 80 -j KUBE-SVC-{hash}\n"))
                .Append(FormattableString.Invariant($"-A KUBE-SVC-{hash} -m comment --comment \"{name} -> {address}:80\" -j KUBE-SEP-{hash}\n"))
                .Append(FormattableString.Invariant($"-A KUBE-SEP-{hash} -s {address}/32 -m comment --comment \"{name}\" -j KUBE-MARK-MASQ\n"))
                .Append(FormattableString.Invariant($"-A KUBE-SEP-{hash} -p tcp -m comment --comment \"{name}\" -m tcp -j DNAT --to-destination {address}:80\n"));
        }

        return $"{chains}{rules}COMMIT\n";
    }
}
