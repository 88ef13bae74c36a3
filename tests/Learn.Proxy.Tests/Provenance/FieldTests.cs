using k8s.Models;
using Learn.Cluster;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>From rules to the fields that made them, and back.</summary>
public sealed class FieldTests
{
    public static TheoryData<string> Cases => [.. GoldenFolder.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_rule_of_a_Service_is_found_by_each_of_its_fields(string name)
    {
        var goldenCase = new GoldenCase(Path.Combine(GoldenFolder.Iptables, name));
        await foreach (CaseStepResult step in goldenCase.StepsAsync())
        {
            foreach ((IpFamily family, SyncPlan plan) in step.Plans)
            {
                RulesetExplanation explanation = RulesetExplanation.Of(plan.Desired());
                foreach (string service in explanation.Reading.Services.Where(port => port.Endpoints.Length < 50).Select(port => port.Service).Distinct())
                {
                    ServiceExplanation all = explanation.ExplainService(service);
                    RuleExplanation[] rules = [.. all.Shared, .. all.Chains.SelectMany(chain => chain.Rules)];
                    var byField = rules.SelectMany(rule => rule.Fields.Where(field => field.Kind == "Service").Select(field => (field.Path, rule.Rule))).ToLookup(each => each.Path, each => each.Rule);
                    foreach (IGrouping<string, Rule> field in byField)
                    {
                        FieldRules found = explanation.RulesOf($"service/{service}", field.Key);
                        Assert.All(field, rule => Assert.Contains(found.Rules, each => ReferenceEquals(each.Rule, rule)));
                    }

                    Assert.All(rules, rule => Assert.True(rule.Fields.Length > 0 && rule.Origin is not null, $"{name} {family}: {rule.Sentence}"));
                }
            }
        }
    }

    [Fact]
    public void Ports_and_addresses_are_told_apart_by_their_place()
    {
        RulesetExplanation explanation = Explain("loadbalancer-several-ips", out V1Service service);
        string name = $"{service.Metadata.NamespaceProperty}/{service.Metadata.Name}";
        for (int index = 0; index < service.Spec.Ports.Count; index++)
        {
            FieldRules found = explanation.RulesOf(name, $"spec.ports[{index}].nodePort");
            Assert.Contains(found.Rules, rule => rule.Reason == RuleReason.NodePort && rule.Sentence.Contains($"port {service.Spec.Ports[index].NodePort}", StringComparison.Ordinal));
        }

        for (int index = 0; index < service.Status.LoadBalancer.Ingress.Count; index++)
        {
            if (service.Status.LoadBalancer.Ingress[index] is not { Ip: { } address, IpMode: null or "VIP" } || address.Contains(':', StringComparison.Ordinal))
            {
                continue;
            }

            FieldRules found = explanation.RulesOf(name, $"status.loadBalancer.ingress[{index}].ip");
            Assert.Contains(found.Rules, rule => rule.Reason == RuleReason.LoadBalancerIP && rule.Sentence.Contains(service.Status.LoadBalancer.Ingress[index].Ip, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Fields_and_Services_that_do_not_exist_get_the_nearest_names()
    {
        RulesetExplanation explanation = Explain("affinity-custom-timeout", out _);
        Assert.Contains("Did you mean spec.sessionAffinity?", Assert.Throws<ArgumentException>(() => explanation.RulesOf("shop/quic", "spec.sessionAfinity")).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean shop/quic?", Assert.Throws<ArgumentException>(() => explanation.RulesOf("shop/quik", "spec")).Message, StringComparison.Ordinal);
        Assert.Contains("There is no chain \"KUBE-SERVICE\" in the table nat. Did you mean KUBE-SERVICES?", Assert.Throws<ArgumentException>(() => explanation.Explain("nat", "KUBE-SERVICE")).Message, StringComparison.Ordinal);
        Assert.Contains("its rules are numbered 1 to 3", Assert.Throws<ArgumentException>(() => explanation.Explain("nat", "KUBE-POSTROUTING", 4)).Message, StringComparison.Ordinal);
        Assert.Contains("There is no table \"natt\"", Assert.Throws<ArgumentException>(() => explanation.Explain("natt", "X")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_of_the_configuration_have_their_rules()
    {
        RulesetExplanation explanation = Explain("affinity-custom-timeout", out _);
        Assert.Equal(
            [("filter", "KUBE-FORWARD"), ("nat", "KUBE-MARK-MASQ"), ("nat", "KUBE-POSTROUTING")],
            explanation.RulesOf("KubeProxyConfiguration", "iptables.masqueradeBit").Rules.Select(rule => (rule.Table, rule.Chain)).Distinct().Order());
        Assert.Contains(explanation.RulesOf("KubeProxyConfiguration", "iptables.localhostNodePorts").Rules, rule => rule.Chain == "KUBE-FIREWALL");
    }

    [Theory]
    [InlineData("affinity-custom-timeout")]
    [InlineData("loadbalancer-source-ranges")]
    [InlineData("multi-port-named")]
    [InlineData("nodeport-local-with-local")]
    [InlineData("external-ips")]
    [InlineData("dual-stack")]
    public void A_manifest_shows_the_rules_of_its_fields_as_approved(string folder)
    {
        RulesetExplanation explanation = Explain(folder, out _);
        string yaml = File.ReadAllText(Path.Combine(GoldenFolder.Iptables, folder, "input.yaml"));
        Approved.Check(Path.Combine("Provenance", "Approved"), folder, ManifestView.Of(yaml, explanation) + "\n");
    }

    [Theory]
    [InlineData("KUBE-SERVICES", 2)]
    [InlineData("nat KUBE-SERVICES", 1)]
    [InlineData("KUBE-POSTROUTING 3", 1)]
    [InlineData("nat KUBE-POSTROUTING 3", 1)]
    [InlineData("nat", 1)]
    [InlineData("service/shop/quic", 1)]
    [InlineData("spec.ports of shop/quic", 1)]
    [InlineData("-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0", 1)]
    [InlineData("", 1)]
    public void A_question_as_it_is_typed_has_an_answer_in_text_and_JSON(string question, int answers)
    {
        RulesetExplanation explanation = Explain("affinity-custom-timeout", out _);
        var found = ExplanationQuestion.Answer(explanation, question.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(answers, found.Length);
        Assert.All(found, answer => Assert.True(ExplanationText.Write(answer).Length > 40));
        Assert.All(found.Select(answer => ExplanationText.Write(answer)).SelectMany(text => text.Split('\n')), line => Assert.True(line.Length <= 110, line));
        using var json = System.Text.Json.JsonDocument.Parse(ExplanationJson.Write(found, IpFamily.IPv4));
        Assert.Equal(answers, json.RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("a b c d")]
    [InlineData("nat KUBE-SERVICES first")]
    [InlineData("-A")]
    [InlineData("-A X --nonsense \"")]
    [InlineData("KUBE-SERVICEZ")]
    public void A_question_with_a_mistake_gets_a_sentence(string question) =>
        Assert.True(Assert.Throws<ArgumentException>(() => ExplanationQuestion.Answer(Explain("affinity-custom-timeout", out _), question.Split(' '))).Message.Length > 20);

    private static RulesetExplanation Explain(string folder, out V1Service service)
    {
        V1Service[] services = [.. ManifestReader.Read(File.ReadAllText(Path.Combine(GoldenFolder.Iptables, folder, "input.yaml"))).Objects.OfType<V1Service>()];
        service = services[0];
        return RulesetExplanation.Of(GoldenRules.Of(folder).First(file => file.File.EndsWith(".iptables-save", StringComparison.Ordinal)).Ruleset, new ExplanationSources { Services = [.. services] });
    }
}
