using System.Net;
using Learn.Cli.Tests.Rules;
using Learn.Proxy;

namespace Learn.Cli.Tests.Clusters;

/// <summary><c>learn inspect</c> beside a cluster, over real HTTP.</summary>
public sealed class InspectClusterTests
{
    private const string Case = "nodeport-local-with-local";
    private static readonly string Dump = Path.Combine(GoldenCases.Folder, Case, "expected.iptables-save");

    [Theory]
    [InlineData("nodeport-local-with-local")]
    [InlineData("loadbalancer-source-ranges")]
    [InlineData("internal-local-without-local")]
    [InlineData("no-endpoints-all-types")]
    [InlineData("topology-hints")]
    [InlineData("terminating-local-policy")]
    [InlineData("affinity-custom-timeout")]
    [InlineData("large-1000-endpoints")]
    public async Task A_node_as_kube_proxy_left_it_has_nothing_else(string name)
    {
        await using var server = await ServeAsync(name);
        using var kubeconfig = Kubeconfig.For(server.Address);

        var run = await InspectAsync(Path.Combine(GoldenCases.Folder, name, "expected.iptables-save"), kubeconfig, "--node", await NodeOfAsync(name));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("are what kube-proxy should have written", run.Output, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task What_differs_is_said_with_the_objects_behind_it()
    {
        await using var server = await ServeAsync(Case);
        using var kubeconfig = Kubeconfig.For(server.Address);
        string save = await File.ReadAllTextAsync(Dump, TestContext.Current.CancellationToken);
        string endpoint = RulesetReadingOf(save).Services.First(service => service.Endpoints.Length > 0).Endpoints[0].Address;
        using var changed = new TextFile(save.Replace(endpoint, "10.244.99.99:8080", StringComparison.Ordinal));

        var run = await InspectAsync(changed.Path, kubeconfig, "--node", await NodeOfAsync(Case));

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains($"endpoint {endpoint} of", run.Output, StringComparison.Ordinal);
        Assert.Contains("is missing in the rules", run.Output, StringComparison.Ordinal);
        Assert.Contains("EndpointSlice ", run.Output, StringComparison.Ordinal);
        Assert.Contains("endpoint 10.244.99.99:8080 of", run.Output, StringComparison.Ordinal);
        Assert.Contains("no EndpointSlice has it", run.Output, StringComparison.Ordinal);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task A_missing_right_is_named()
    {
        await using var server = await ServeAsync(Case);
        server.Refused["/apis/discovery.k8s.io/v1/endpointslices"] = HttpStatusCode.Forbidden;
        using var kubeconfig = Kubeconfig.For(server.Address);

        var run = await InspectAsync(Dump, kubeconfig, "--node", "worker-1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("may not list endpointslices.discovery.k8s.io (403", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_user_is_told_to_log_in()
    {
        await using var server = await ServeAsync(Case);
        server.Refused["/api/v1/services"] = HttpStatusCode.Unauthorized;
        using var kubeconfig = Kubeconfig.For(server.Address);

        var run = await InspectAsync(Dump, kubeconfig, "--node", "worker-1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("does not know this user (401)", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_lacking()
    {
        using var kubeconfig = Kubeconfig.For("http://127.0.0.1:1");

        var run = await InspectAsync(Dump, kubeconfig, "--context", "nowhere");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("does not answer", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_context_is_bad_input_and_the_right_ones_are_told()
    {
        using var kubeconfig = Kubeconfig.For("http://127.0.0.1:1");

        var run = await InspectAsync(Dump, kubeconfig, "--context", "elsewhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("There is no context elsewhere", run.Error, StringComparison.Ordinal);
        Assert.Contains("here, nowhere", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_is_not_there_is_bad_input()
    {
        await using var server = await ServeAsync(Case);
        using var kubeconfig = Kubeconfig.For(server.Address);

        var run = await InspectAsync(Dump, kubeconfig, "--node", "elsewhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The cluster has no node elsewhere. There are: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_certificates_are_named_on_both_sides()
    {
        using var expired = Kubeconfig.Expired();
        string pem = expired.ExportCertificatePem(), key = Kubeconfig.KeyOf(expired);
        using var ofClient = Kubeconfig.For("https://127.0.0.1:1", user: $", client-certificate-data: {Kubeconfig.Data(pem)}, client-key-data: {Kubeconfig.Data(key)}");

        var client = await InspectAsync(Dump, ofClient, "--node", "worker-1");

        Assert.Equal(2, client.ExitCode);
        Assert.Contains("expired on 2021-01-0", client.Error.Replace("2020-12-31", "2021-01-01", StringComparison.Ordinal), StringComparison.Ordinal);

        await using var server = await ServeAsync(Case, expired);
        using var ofServer = Kubeconfig.For(server.Address, cluster: $", certificate-authority-data: {Kubeconfig.Data(pem)}");

        var run = await InspectAsync(Dump, ofServer, "--node", "worker-1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("certificate of https://127.0.0.1", run.Error, StringComparison.Ordinal);
    }

    private static RulesetReading RulesetReadingOf(string save) => DumpInspection.Of(save).Parts[0].Reading;

    private static Task<CommandRun> InspectAsync(string dump, TextFile kubeconfig, params string[] more) =>
        CommandRun.OfAsync(["inspect", dump, "--kubeconfig", kubeconfig.Path, .. more]);

    private static async Task<ApiServer> ServeAsync(string name, System.Security.Cryptography.X509Certificates.X509Certificate2? certificate = null)
    {
        var directory = await CaseDirectory.ReadAsync(Path.Combine(GoldenCases.Folder, name), TestContext.Current.CancellationToken);
        var server = await ApiServer.StartAsync(directory.Steps[0].OfType<CaseAction.SetObject>().Select(set => set.Resource), certificate);
        server.Configuration = """
            apiVersion: kubeproxy.config.k8s.io/v1alpha1
            kind: KubeProxyConfiguration
            clusterCIDR: 10.244.0.0/16
            """;
        return server;
    }

    private static async Task<string> NodeOfAsync(string name) =>
        (await CaseDirectory.ReadAsync(Path.Combine(GoldenCases.Folder, name), TestContext.Current.CancellationToken)).Description.Node;
}
