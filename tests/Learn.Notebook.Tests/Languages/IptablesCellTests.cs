using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>The real iptables, and what is told about its rules.</summary>
[Collection(LabNotebook.Collection)]
public sealed class IptablesCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task The_plain_text_is_what_iptables_prints()
    {
        var real = await fixture.Lab.IptablesAsync(["-t", "nat", "-S", "KUBE-SERVICES"], "node/node-1", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("-A KUBE-SERVICES", real.OutputText, StringComparison.Ordinal);
        Assert.Equal(real.OutputText.TrimEnd('\n'), await Notebook.TextAsync("#!iptables -t nat -S KUBE-SERVICES"));
    }

    [Fact]
    public async Task Each_rule_is_explained_by_what_made_it()
    {
        var (result, _) = await Notebook.RunAsync("#!iptables-save -t nat");
        var html = result.Value!.TextOf("text/html")!;
        Assert.Matches(@"New TCP connections to port 80 of 10\.\d+\.\d+\.\d+, the cluster IP of default/my-service:http, go to KUBE-SVC-", html);
        Assert.Matches(@"Endpoint 10\.244\.0\.\d+:8080 \(pod my-app-1\) of default/my-service:http gets 1 in 2 of the connections that get here \(half of all\); the others go on\.", html);
        Assert.Matches(@"\(pod my-app-2\) of default/my-service:http gets all connections that get here \(half of all\)\.", html);
        Assert.Contains("The source becomes an address of this node (masquerading), so that the answer comes back by here.", html, StringComparison.Ordinal);
        Assert.Contains("Chooses an endpoint of default/my-service:http (tcp).", html, StringComparison.Ordinal);
        Assert.Matches("""<a href="#learn-[0-9a-f]{8}-KUBE-SVC-[A-Z0-9]{16}" class="word svc">KUBE-SVC-""", html);
        Assert.Matches("""<tr id="learn-[0-9a-f]{8}-KUBE-SVC-[A-Z0-9]{16}">""", html);
        Assert.Contains("<span class=\"chance\">--probability 0.5", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"say\">&quot;default/my-service:http cluster IP&quot;</span>", html, StringComparison.Ordinal);
        Assert.StartsWith("<div class=\"learn-out\">", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-t nat -L KUBE-SERVICES -n")]
    [InlineData("-t nat -nvL KUBE-SERVICES --line-numbers")]
    [InlineData("-t nat -v -S KUBE-SERVICES")]
    [InlineData("-t nat -n -L")]
    public async Task Every_form_of_listing_is_explained(string arguments)
    {
        var (result, _) = await Notebook.RunAsync("#!iptables " + arguments);
        Assert.Matches("the cluster IP of default/my-service:http, go to KUBE-SVC-[A-Z0-9]{16}, which chooses an endpoint\\.</td>", result.Value!.TextOf("text/html"));
    }

    [Fact]
    public async Task Lines_below_are_commands_too()
    {
        var (result, shown) = await Notebook.RunAsync("#!iptables --node node-1 -t nat -S KUBE-MARK-MASQ\n# all of the filter table\niptables-save --node=node-1 -t filter\n");
        Assert.StartsWith("-N KUBE-MARK-MASQ\n", Assert.Single(shown.Displays).Content.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("*filter", result.Value!.TextOf("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_made_for_real_and_the_remark_says_who_undoes_it()
    {
        var text = await Notebook.TextAsync("#!iptables -t nat -N MINE\niptables -t nat -A MINE -m comment --comment \"<mine> & more\" -j RETURN");
        Assert.StartsWith("Changed in node/node-1. kube-proxy ", text, StringComparison.Ordinal);
        var (result, _) = await Notebook.RunAsync("#!iptables -t nat -S MINE");
        Assert.Contains("-A MINE -m comment --comment \"<mine> & more\" -j RETURN", result.Value!.TextOf("text/plain"), StringComparison.Ordinal);
        Assert.Contains("&quot;&lt;mine&gt; &amp; more&quot;", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        Assert.Contains("Not one of kube-proxy&#39;s rules;", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        await Notebook.TextAsync("#!iptables -t nat -F MINE\niptables -t nat -X MINE");
    }

    [Fact]
    public async Task The_error_is_iptables_own()
    {
        Assert.Matches("iptables.*(NOPE|No chain)", await Notebook.ErrorAsync("#!iptables -t nat -S NOPE"));
        Assert.Contains("There is no \"node/node-9\" in this lab", await Notebook.ErrorAsync("#!iptables --node node-9 -S"), StringComparison.Ordinal);
        Assert.Contains("Say what to do", await Notebook.ErrorAsync("#!iptables"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_has_rules_of_its_own()
    {
        Assert.DoesNotContain("KUBE", await Notebook.TextAsync("#!iptables --in pod/my-app-1 -S"), StringComparison.Ordinal);
        Assert.Equal("Changed in client.", await Notebook.TextAsync("#!iptables --in client -N MINE"));
        await Notebook.TextAsync("#!iptables --in client -X MINE");
    }

    [Fact]
    public async Task Without_a_word_a_save_prints_all_tables()
    {
        var text = await Notebook.TextAsync("#!iptables-save --as saved");
        Assert.Contains("*nat", text, StringComparison.Ordinal);
        Assert.Contains("*filter", text, StringComparison.Ordinal);
        Assert.Equal("True", await Notebook.TextAsync("saved.Contains(\"*nat\")"));
    }

    [Fact]
    public async Task A_long_listing_shows_its_head_and_says_so()
    {
        // Without root on the machine a transaction takes some 300 rules.
        await Notebook.TextAsync("""
            #!sh --in client
            iptables -N LONG
            for part in 1 2 3 4 5 6 7 8; do
              (echo '*filter'; for rule in $(seq 200); do echo "-A LONG -m comment --comment $part-$rule -j RETURN"; done; echo COMMIT) | iptables-restore -n
            done
            """);
        var (result, _) = await Notebook.RunAsync("#!iptables --in client -S LONG");
        Assert.Equal(1601, result.Value!.TextOf("text/plain")!.Split('\n').Length);
        Assert.Contains("<div>The first 1,500 of 1,601 lines.", result.Value.TextOf("text/html"), StringComparison.Ordinal);
        await Notebook.TextAsync("#!iptables --in client -F LONG\niptables --in client -X LONG");
    }

    [Fact]
    public async Task Chains_tables_options_and_hosts_are_completed()
    {
        Assert.Equal(["KUBE-SERVICES"], await Notebook.CompleteAsync("#!iptables -t nat -S KUBE-SERV|"));
        Assert.Contains(await Notebook.CompleteAsync("#!iptables -t nat -S KUBE-SV|"), chain => chain.StartsWith("KUBE-SVC-", StringComparison.Ordinal));
        Assert.Equal(["nat"], await Notebook.CompleteAsync("#!iptables -t n|"));
        Assert.Contains("--line-numbers", await Notebook.CompleteAsync("#!iptables --l|"));
        Assert.Equal(["node-1"], await Notebook.CompleteAsync("#!iptables-save --node |"));
        Assert.Contains("pod/my-app-1", await Notebook.CompleteAsync("#!iptables --in pod|"));
        Assert.Contains("KUBE-MARK-MASQ", await Notebook.CompleteAsync("#!iptables\niptables -t nat -A X -j KUBE-M|"));
        Assert.Equal("#!iptables -t nat -S KUBE-SERVICES -v", await Notebook.TakeAsync("#!iptables -t nat -S KUBE-SE|R -v", "KUBE-SERVICES"));
    }

    [Fact]
    public async Task Chains_and_options_are_explained()
    {
        Assert.Contains("KUBE-SERVICES (nat): Traffic to the addresses of Services.", await Notebook.InspectAsync("#!iptables -t nat -S KUBE-SERV|ICES"), StringComparison.Ordinal);
        Assert.Contains("prints the rules as commands", await Notebook.InspectAsync("#!iptables -t nat -|S"), StringComparison.Ordinal);
    }
}
