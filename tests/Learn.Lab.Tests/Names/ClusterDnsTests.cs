using k8s.Models;

namespace Learn.Tests.Names;

/// <summary>Names in a running lab, looked up by the programs that learners use: through the resolver file, the Service, and the rules.</summary>
public sealed class ClusterDnsTests(DualStackLabFixture fixture) : IClassFixture<DualStackLabFixture>
{
    private const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec:
          ipFamilyPolicy: RequireDualStack
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: 8080}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec:
          clusterIP: None
          selector: {app: db}
          ports: [{name: sql, port: 5432}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: elsewhere}
        spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web-1, labels: {app: web} }
        spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: db-0, labels: {app: db} }
        spec:
          hostname: db-0
          subdomain: db
          containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_program_finds_a_Service_by_every_form_of_its_name()
    {
        var web = await ApplyAsync();
        string[] addresses = [.. web.Spec.ClusterIPs];

        foreach (string name in new[] { "web", "web.default", "web.default.svc", "web.default.svc.cluster.local", "elsewhere" })
        {
            Assert.StartsWith($"{addresses[0]} ", await RunAsync("pod/web-1", "getent", "ahostsv4", name), StringComparison.Ordinal);
            Assert.StartsWith($"{addresses[1]} ", await RunAsync("pod/web-1", "getent", "ahostsv6", name), StringComparison.Ordinal);
        }

        Assert.Contains(addresses[1], await RunAsync("toolbox", "getent", "hosts", "web"), StringComparison.Ordinal);
        Assert.Equal(addresses[0], await RunAsync("toolbox", "dig", "+short", "+search", "web"));
        Assert.Equal(addresses[0], await RunAsync("toolbox", "dig", "+short", "+tcp", "web.default.svc.cluster.local"));
        Assert.Equal(addresses[1], await RunAsync("toolbox", "dig", "+short", "@fd00:10:96::a", "web.default.svc.cluster.local", "AAAA"));
        Assert.Equal("web.default.svc.cluster.local.", await RunAsync("toolbox", "dig", "+short", "-x", addresses[0]));
        Assert.Equal("0 50 80 web.default.svc.cluster.local.", await RunAsync("toolbox", "dig", "+short", "_http._tcp.web.default.svc.cluster.local", "SRV"));
        Assert.Equal("web-1", await RunAsync("pod/db-0", "curl", "--silent", "--show-error", "http://web/hostname"));
        Assert.Equal("web-1", await RunAsync("pod/web-1", "curl", "--silent", "--show-error", "-6", "http://web.default.svc.cluster.local/hostname"));
    }

    [Fact]
    public async Task The_pods_of_a_headless_Service_have_names_of_their_own_and_know_themselves()
    {
        await ApplyAsync();
        string address = fixture.Lab.Get<V1Pod>("db-0")!.Status.PodIP;

        Assert.Equal(address, await RunAsync("toolbox", "dig", "+short", "db.default.svc.cluster.local"));
        Assert.Equal(address, await RunAsync("toolbox", "dig", "+short", "+search", "db-0.db"));
        Assert.Equal("db-0.db.default.svc.cluster.local.", await RunAsync("toolbox", "dig", "+short", "-x", address));
        Assert.Contains($"{address}\tdb-0.db.default.svc.cluster.local\tdb-0\n", await RunAsync("pod/db-0", "cat", "/etc/hosts") + "\n", StringComparison.Ordinal);
        Assert.Equal("search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5", await RunAsync("pod/db-0", "cat", "/etc/resolv.conf"));
    }

    [Fact]
    public async Task A_lookup_is_seen_by_the_name_server_with_the_address_of_the_pod_and_search_path_and_all()
    {
        await ApplyAsync();
        string client = fixture.Lab.Get<V1Pod>("web-1")!.Status.PodIP;
        await RunAsync("pod/web-1", "getent", "ahostsv4", "web.default");

        var seen = fixture.Lab.DnsQueries.Where(query => query.Client.Address.ToString() == client && query.Type == "A" && query.Name.StartsWith("web.default.", StringComparison.Ordinal))
            .Select(query => (query.Name, query.Code)).ToList();
        Assert.Equal([("web.default.default.svc.cluster.local", "NXDOMAIN"), ("web.default.svc.cluster.local", "NOERROR")], seen.TakeLast(2));
    }

    [Fact]
    public async Task What_is_not_of_the_cluster_is_unknown_at_once()
    {
        await ApplyAsync();
        var result = await fixture.Lab.ExecAsync("pod/web-1", ["getent", "hosts", "www.example.com"], cancellationToken: Cancel);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no internet", await RunAsync("toolbox", "dig", "www.example.com"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_server_lookups_are_refused_and_with_a_new_one_they_work_again()
    {
        await ApplyAsync();
        await fixture.Lab.ApplyAsync(Scaled(0), cancellationToken: Cancel);
        var refused = await fixture.Lab.ExecAsync("toolbox", ["dig", "+tries=1", "web.default.svc.cluster.local"], cancellationToken: Cancel);
        Assert.Contains("connection refused", refused.OutputText, StringComparison.Ordinal);

        await fixture.Lab.ApplyAsync(Scaled(2), cancellationToken: Cancel);
        Assert.NotEqual("", await RunAsync("toolbox", "dig", "+short", "web.default.svc.cluster.local"));
        await fixture.Lab.ApplyAsync(Scaled(1), cancellationToken: Cancel);
        Assert.Contains("coredns_dns_requests_total", await RunAsync("toolbox", "curl", "--silent", "http://kube-dns.kube-system:9153/metrics"), StringComparison.Ordinal);

        static string Scaled(int replicas)
            => ClusterDnsManifest.Text([System.Net.IPAddress.Parse("10.96.0.10"), System.Net.IPAddress.Parse("fd00:10:96::a")])
                .Replace("replicas: 1", $"replicas: {replicas}", StringComparison.Ordinal);
    }

    private async Task<V1Service> ApplyAsync()
    {
        await fixture.Lab.ApplyAsync(Manifest, cancellationToken: Cancel);
        return fixture.Lab.Get<V1Service>("web")!;
    }

    private async Task<string> RunAsync(string place, params string[] command)
    {
        var result = await fixture.Lab.ExecAsync(place, command, cancellationToken: Cancel);
        Assert.True(result.Succeeded, $"{string.Join(' ', command)} in {place}: exit code {result.ExitCode}\n{result.OutputText}\n{result.ErrorText}");
        return result.OutputText.TrimEnd();
    }
}
