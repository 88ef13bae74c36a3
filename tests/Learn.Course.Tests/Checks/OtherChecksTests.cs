using System.Collections.Immutable;
using k8s.Models;
using Learn.Netfilter;

namespace Learn.Course.Tests.Checks;

/// <summary>Checks of objects, rules, walks and scripts.</summary>
public sealed class OtherChecksTests(CheckLab scene) : IClassFixture<CheckLab>
{
    private string Address => scene.Lab.Get<V1Service>("web")!.Spec.ClusterIP;

    [Fact]
    public async Task An_object_is_looked_at_as_kubectl_shows_it()
    {
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "service/{{ name }}" }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "svc/web", Path = ".spec.ports[0].targetPort", Equal = "8080" }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "service/web", Path = "{.spec.ports[*].port}", Equal = "80", Not = "81" }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "service/web", Path = ".spec.selector", Equal = "{\"app\": \"web\"}" }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "service/gone", Exists = false }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "service/web", Path = ".spec.externalName", Exists = false }));
        await scene.PassesAsync(Of(new ObjectCheckDefinition { Is = "pod/kube-system/coredns", Exists = false }));
    }

    [Fact]
    public async Task An_object_that_is_otherwise_is_told_with_what_stands_there()
    {
        var other = await scene.FailsAsync(Of(new ObjectCheckDefinition { Is = "service/web", Path = ".spec.type", Equal = "ClusterIP" }));
        Assert.Equal(("ClusterIP stands at .spec.type of service/web.", "NodePort stands there."), (other.Expected, other.Seen));
        Assert.Equal("#!kubectl get service web -o yaml\nlearn get service web -o yaml", other.Experiment);
        var gone = await scene.FailsAsync(Of(new ObjectCheckDefinition { Is = "pod/shop/web-1", Path = ".spec.nodeName", Equal = "node-1" }));
        Assert.Equal(("There is pod/shop/web-1.", "There is no pod/shop/web-1."), (gone.Expected, gone.Seen));
        var there = await scene.FailsAsync(Of(new ObjectCheckDefinition { Is = "service/empty", Exists = false }));
        Assert.Equal(("There is no service/empty.", "It is there."), (there.Expected, there.Seen));
        var nothing = await scene.FailsAsync(Of(new ObjectCheckDefinition { Is = "service/web", Path = ".spec.loadBalancerIP" }));
        Assert.Equal("Nothing stands there.", nothing.Seen);
    }

    [Fact]
    public async Task A_rule_is_found_by_what_it_means()
    {
        await scene.PassesAsync(Of(new RulesCheckDefinition { Has = $"-A KUBE-SERVICES -p tcp -m tcp --dport 80 -d {Address} -j {{{{ 'web' | service_chain }}}}" }));
        var rules = await scene.Lab.GetRulesAsync("node-2", cancellationToken: TestContext.Current.CancellationToken);
        var first = rules.Find("nat")!.Chains.First(chain => chain.Name.StartsWith("KUBE-SVC", StringComparison.Ordinal) && chain.Rules.Any(rule => rule.Comment?.StartsWith("default/web ->", StringComparison.Ordinal) == true))
            .Rules.First(rule => rule.Find<StatisticMatch>() is not null);
        await scene.PassesAsync(Of(new RulesCheckDefinition { Has = $"-A {{{{ 'web' | service_chain }}}} -m statistic --mode random --probability 0.3333 -j {((JumpTarget)first.Target!).Chain}", Node = "node/node-2" }));
        await scene.PassesAsync(Of(new RulesCheckDefinition { HasNot = "-A KUBE-SERVICES -j DROP", Chain = "!NO-SUCH-CHAIN", AsWanted = true }));
        await scene.PassesAsync(Of(new RulesCheckDefinition { Table = "filter", Has = $"-A KUBE-SERVICES -j REJECT -p tcp --dport 80 -d {scene.Lab.Get<V1Service>("empty")!.Spec.ClusterIP}/32" }));
    }

    [Fact]
    public async Task A_rule_that_is_not_there_is_told_with_those_that_are()
    {
        var rule = await scene.FailsAsync(Of(new RulesCheckDefinition { Has = "-A KUBE-MARK-MASQ -j MARK --or-mark 0x8000" }));
        Assert.Equal("The table nat on node-1 has a rule that means -A KUBE-MARK-MASQ -j MARK --or-mark 0x8000.", rule.Expected);
        Assert.Equal("No rule of the chain KUBE-MARK-MASQ means that. It has: -j MARK --set-xmark 0x4000/0x4000.", rule.Seen);
        Assert.Equal("#!iptables --node node-1 -t nat -S KUBE-MARK-MASQ\nlearn exec node/node-1 -- iptables -t nat -S KUBE-MARK-MASQ", rule.Experiment);
        var chain = await scene.FailsAsync(Of(new RulesCheckDefinition { Chain = "MINE" }));
        Assert.Equal(("The table nat on node-1 has a chain MINE.", "There is no such chain."), (chain.Expected, chain.Seen));
        var there = await scene.FailsAsync(Of(new RulesCheckDefinition { HasNot = "-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000" }));
        Assert.Equal("The rule is there.", there.Seen);
        var broken = await scene.CheckAsync(Of(new RulesCheckDefinition { Has = "KUBE-SERVICES -j ACCEPT" }));
        Assert.Equal(CheckVerdict.Broken, broken.Verdict);
    }

    [Fact]
    public async Task Rules_are_held_against_what_kube_proxy_wants()
    {
        await scene.Lab.IptablesAsync(["-t", "nat", "-I", "PREROUTING", "-s", "192.0.2.1", "-j", "ACCEPT"], "node/node-2", cancellationToken: TestContext.Current.CancellationToken);
        await scene.PassesAsync(Of(new RulesCheckDefinition { AsWanted = true, Node = "node-2" }));
        string before = await scene.Lab.IptablesSaveAsync("node-2", cancellationToken: TestContext.Current.CancellationToken);
        await scene.Lab.IptablesAsync(["-t", "nat", "-F", "KUBE-MARK-MASQ"], "node/node-2", cancellationToken: TestContext.Current.CancellationToken);
        var result = await scene.FailsAsync(Of(new RulesCheckDefinition { AsWanted = true, Node = "node-2" }));
        Assert.Equal("The rules on node-2 are those that its kube-proxy wants.", result.Expected);
        Assert.Contains("KUBE-MARK-MASQ", result.Seen, StringComparison.Ordinal);
        await scene.Lab.RestoreRulesAsync(before, "node-2", IpFamily.IPv4, TestContext.Current.CancellationToken);
        await scene.PassesAsync(Of(new RulesCheckDefinition { AsWanted = true, Node = "node-2" }));
    }

    [Fact]
    public async Task A_walk_must_end_where_it_should_with_the_probability_that_it_should()
    {
        var third = ImmutableSortedDictionary<string, string>.Empty.Add("web-1", "33.3").Add("web-2", "33.3").Add("web-3", "33.3");
        await scene.PassesAsync(Of(new WalkCheckDefinition { To = "web:80", Ends = third }));
        await scene.PassesAsync(Of(new WalkCheckDefinition { To = "{{ 'empty' | cluster_ip }}:80", From = "node/node-2", Ends = ImmutableSortedDictionary<string, string>.Empty.Add("refused", "100") }));
        var result = await scene.FailsAsync(Of(new WalkCheckDefinition { To = "web:80", Ends = third.Remove("web-3").SetItem("web-1", "50").SetItem("web-2", "50") }));
        Assert.Equal("A packet from toolbox to web:80 ends so: web-1 50 %, web-2 50 %.", result.Expected);
        Assert.StartsWith("The rules in the kernel say: web-", result.Seen, StringComparison.Ordinal);
        Assert.Equal("#!walk web:80\nlearn walk web:80", result.Experiment);
        Assert.Contains("does not know the name", (await scene.FailsAsync(Of(new WalkCheckDefinition { To = "gone:80", Ends = third }))).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_checks_and_its_own_faults_are_not_the_learners()
    {
        await scene.PassesAsync(new CheckDefinition { Script = "checks/endpoints.csx" });
        await scene.Lab.Pod("web-3").SetReady(false, TestContext.Current.CancellationToken);
        var failed = await scene.FailsAsync(new CheckDefinition { Script = "checks/endpoints.csx", Because = "It counts them." });
        await scene.Lab.Pod("web-3").ReadyByProbe(TestContext.Current.CancellationToken);
        Assert.Equal(("3 endpoints.", "It counts them. 2 endpoints.", "#!kubectl get endpointslices -l kubernetes.io/service-name=web"), (failed.Expected, failed.Seen, failed.Experiment));

        Assert.StartsWith("checks/does-not-compile.csx(2,8): ", await BrokenAsync("checks/does-not-compile.csx"), StringComparison.Ordinal);
        Assert.Equal("The script stumbled.", await BrokenAsync("checks/throws.csx"));
        Assert.Equal("checks/returns-text.csx returned done (String). It has to return null if the check holds, or a CheckFailure.", await BrokenAsync("checks/returns-text.csx"));
        Assert.Equal("There is no file checks/gone.csx in 01-shop.", await BrokenAsync("checks/gone.csx"));
    }

    private async Task<string> BrokenAsync(string script)
    {
        var result = await scene.CheckAsync(new CheckDefinition { Script = script });
        Assert.Equal(CheckVerdict.Broken, result.Verdict);
        return result.Seen;
    }

    private static CheckDefinition Of(ObjectCheckDefinition one) => new() { Object = one };

    private static CheckDefinition Of(RulesCheckDefinition rules) => new() { Rules = rules };

    private static CheckDefinition Of(WalkCheckDefinition walk) => new() { Walk = walk };
}
