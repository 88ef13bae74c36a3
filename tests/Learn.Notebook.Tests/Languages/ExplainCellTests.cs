using Learn.Notebook.Tests.Talk;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Languages;

/// <summary><c>#!explain</c> and <c>#!listing</c>: of the kernel of a node, and of a dump in the cell.</summary>
[Collection(LabNotebook.Collection)]
public sealed class ExplainCellTests(LabNotebook fixture)
{
    private const string Dump = "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -m nonsense --level 3 -j LOG\nCOMMIT\n";

    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task A_rule_in_the_kernel_is_explained_with_its_pod_and_its_field()
    {
        var service = fixture.Lab.Explain().Reading.FindServices("my-service")[0];
        var text = await Notebook.TextAsync($"#!explain nat {service.Chains.First(chain => chain.Chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal)).Chain} 2");
        Assert.Matches(@"Endpoint 10\.244\.0\.\d+:8080 \(pod my-app-\d\) of default/my-service:http gets 1 in 2", text);
        Assert.Matches(@"endpoints\[\d\]\.addresses\[0\] of endpointslice/default/my-service-", text);
        Assert.Contains("iptables-extensions(8): statistic", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_leads_to_its_rules_and_a_rule_is_found_by_its_text()
    {
        var (result, _) = await Notebook.RunAsync("#!explain spec.ports[0].port of my-service --as made");
        Assert.Contains("spec.ports[0].port of service/default/my-service has made 2 rules.", result.Value!.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("class=\"learn-list\"", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Equal("2", await Notebook.TextAsync("made.Rules.Length"));
        Assert.Contains("KUBE-POSTROUTING, rule 2", await Notebook.TextAsync("#!explain -A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0"), StringComparison.Ordinal);
        Assert.Contains("Mark for masquerading", await Notebook.TextAsync("#!explain service/my-service"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_in_the_cell_needs_no_lab_and_a_mistake_gets_the_nearest_name()
    {
        var text = await Notebook.TextAsync("#!explain INPUT\n" + Dump);
        Assert.Contains("TCP packets to port 22 are accepted.", text, StringComparison.Ordinal);
        Assert.Contains("if the match `-m nonsense --level 3` holds (not known here)", text, StringComparison.Ordinal);
        Assert.Contains("Did you mean INPUT?", await Notebook.ErrorAsync("#!explain INPUTT\n" + Dump), StringComparison.Ordinal);
        Assert.Contains("Did you mean default/my-service?", await Notebook.ErrorAsync("#!explain service/my-servise"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_is_folded_by_Service_with_counters()
    {
        var (result, _) = await Notebook.RunAsync("#!listing");
        var html = result.Value!.TextOf("text/html")!;
        Assert.Contains("<b>service/default/my-service</b>", html, StringComparison.Ordinal);
        Assert.Contains("<details class=\"g\">", html, StringComparison.Ordinal);
        Assert.Contains("type=\"search\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("service/kube-system", (await Notebook.RunAsync("#!listing service/my-service")).Result.Value!.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Contains("No rule has", await Notebook.TextAsync("#!listing --search nonsense-nowhere"), StringComparison.Ordinal);
        Assert.Contains("--search needs a value", await Notebook.ErrorAsync("#!listing --search"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Service_of_the_lab_shows_which_lines_made_rules()
    {
        ManifestView view = fixture.Lab.ManifestOf("my-service");
        Assert.Contains(view.Lines, line => line.Path == "spec.ports[0].port" && line.Rules.Length == 2);
        Assert.Contains(view.Lines, line => line.Path == "spec.selector" && line.Rules.Length >= 6);
        Assert.All(fixture.Lab.RulesOf("my-service", "spec.selector").Rules, rule => Assert.NotNull(rule.Origin));
    }

    [Fact]
    public async Task Chains_tables_and_Services_are_completed()
    {
        Assert.Contains("KUBE-SERVICES", await Notebook.CompleteAsync("#!explain nat KUBE-SERV|"));
        Assert.Contains("service/default/my-service", await Notebook.CompleteAsync("#!explain service/def|"));
    }
}
