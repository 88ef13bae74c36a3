using System.Text.Json;

namespace Learn.Cli.Tests.Rules;

/// <summary><c>learn explain</c> and <c>learn listing</c> about files: no lab, no privileges.</summary>
public sealed class ExplainCommandTests
{
    private const string Dump = "*filter\n:INPUT DROP [0:0]\n[7:420] -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -m nonsense --level 3 -j LOG\nCOMMIT\n";

    private const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          type: NodePort
          selector: {app: my-app}
          ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}, {name: admin, port: 90, targetPort: 8080, nodePort: 30090}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: my-pod, labels: {app: my-app}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        """;

    [Fact]
    public async Task A_dump_of_any_machine_is_explained()
    {
        using var file = new TextFile(Dump);
        var run = await CommandRun.OfAsync("explain", "--rules", file.Path, "INPUT");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("TCP packets to port 22 are accepted.", run.Output, StringComparison.Ordinal);
        Assert.Contains("`-m nonsense --level 3`", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task The_rules_of_a_manifest_know_their_field_and_a_field_its_rules()
    {
        using var file = new TextFile(Manifest);
        var field = await CommandRun.OfAsync("explain", "-f", file.Path, "spec.ports[1].nodePort", "of", "my-service");
        Assert.Equal(0, field.ExitCode);
        Assert.Contains("New TCP connections to port 30090, the node port of default/my-service:admin", field.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("30080", field.Output, StringComparison.Ordinal);
        var rule = await CommandRun.OfAsync("explain", "-f", file.Path, "--json", "--", "nat", "KUBE-NODEPORTS", "1");
        using var json = JsonDocument.Parse(rule.Output);
        Assert.StartsWith("spec.ports[", json.RootElement[0].GetProperty("fields")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal("NodePort", json.RootElement[0].GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("Did you mean INPUT?", "INPUTT")]
    [InlineData("its rules are numbered 1 to 2", "filter", "INPUT", "3")]
    [InlineData("These rules know no Service default/web.", "service/web")]
    public async Task What_does_not_exist_is_bad_input_with_the_nearest_name(string said, params string[] words)
    {
        using var file = new TextFile(Dump);
        var run = await CommandRun.OfAsync(["explain", "--rules", file.Path, .. words]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_dump_and_two_sources_are_bad_input()
    {
        using var file = new TextFile("hello\n");
        var nothing = await CommandRun.OfAsync("explain", "--rules", file.Path);
        Assert.Equal(2, nothing.ExitCode);
        var two = await CommandRun.OfAsync("listing", "--rules", file.Path, "-f", file.Path);
        Assert.Equal(2, two.ExitCode);
        Assert.Contains("give one of them", two.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_listing_is_sorted_by_Service_and_can_be_folded_searched_and_counted()
    {
        using var manifest = new TextFile(Manifest);
        using var dump = new TextFile(Dump);
        var folded = await CommandRun.OfAsync("listing", "-f", manifest.Path, "--fold");
        Assert.Equal(0, folded.ExitCode);
        Assert.Contains("service/default/my-service: ", folded.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("-A KUBE", folded.Output, StringComparison.Ordinal);
        var named = await CommandRun.OfAsync("listing", "-f", manifest.Path, "--names", "--service", "my-service");
        Assert.Contains("svc(default/my-service:http)", named.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("KUBE-SVC-", named.Output, StringComparison.Ordinal);
        var counted = await CommandRun.OfAsync("listing", "--rules", dump.Path, "--counters");
        Assert.Contains("7 ████████", counted.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CommandRun.OfAsync("listing", "--rules", dump.Path, "--search", "nowhere")).ExitCode);
    }
}
