namespace Learn.Notebook.Tests.Kubectl;

/// <summary><c>kubectl describe</c> in a lab that runs.</summary>
public sealed class DescribeTests(KubectlFixture fixture) : IClassFixture<KubectlFixture>
{
    [Fact]
    public async Task A_service_is_described_with_its_endpoints()
    {
        var space = await fixture.WebAsync(1);
        Assert.Matches($"""
            ^Name:              web
            Namespace:         {space}
            Labels:            <none>
            Annotations:       <none>
            Selector:          app=web
            Type:              ClusterIP
            IP Family Policy:  SingleStack
            IP Families:       IPv4
            IP:                [0-9.]+
            IPs:               [0-9.]+
            Port:              <unset>  80/TCP
            TargetPort:        8080/TCP
            Endpoints:         [0-9.]+:8080
            Session Affinity:  None
            Events:            <none>$
            """, await fixture.RunAsync($"describe svc web -n {space}"));
    }

    [Fact]
    public async Task A_pod_is_found_by_the_beginning_of_its_name_and_tells_what_happened()
    {
        var space = await fixture.WebAsync(1);
        var text = await fixture.RunAsync($"describe pod web -n {space}");
        Assert.StartsWith("Name:             web-", text, StringComparison.Ordinal);
        Assert.Matches("\nContainers:\n  web:\n    Container ID:   [^\n]+\n    Image:          web:1\n", text);
        Assert.Matches("\n    State:          Running\n      Started:      [^\n]+\n    Ready:          True\n    Restart Count:  0\n", text);
        Assert.Matches("\nEvents:\n  Type    Reason +Age +From +Message\n  ----    ------ +---- +---- +-------\n  Normal  Scheduled ", text);
        Assert.DoesNotContain("Events:", await fixture.RunAsync($"describe pods -l app=web --show-events=false -n {space}"), StringComparison.Ordinal);
        Assert.Equal("Error from server (NotFound): pods \"nobody\" not found", await fixture.ErrorAsync($"describe pod nobody -n {space}"));
    }

    [Fact]
    public async Task A_deployment_is_described_with_its_replica_sets()
    {
        var space = await fixture.WebAsync(1);
        await fixture.RunAsync($"set image deploy/web web=web:2 -n {space}");
        var text = await fixture.RunAsync($"describe deployment/web -n {space}");
        Assert.Contains("\nReplicas:               1 desired | 1 updated | 1 total | 1 available | 0 unavailable\n", text, StringComparison.Ordinal);
        Assert.Contains("\nPod Template:\n  Labels:  app=web\n  Containers:\n   web:\n    Image:         web:2\n", text, StringComparison.Ordinal);
        Assert.Matches(@"\nOldReplicaSets:  web-[^ ]+ \(0/0 replicas created\)\nNewReplicaSet:   web-[^ ]+ \(1/1 replicas created\)\nEvents:\n", text);
    }

    [Theory]
    [InlineData("rs", "Pods Status:    1 Running / 0 Waiting / 0 Succeeded / 0 Failed")]
    [InlineData("endpointslices", "AddressType:  IPv4")]
    [InlineData("node node-1", "Non-terminated Pods:")]
    [InlineData("ns default", "No resource quota.")]
    [InlineData("events", "Involved Object:")]
    public async Task Every_kind_is_described(string what, string expected)
    {
        var space = await fixture.WebAsync(1);
        Assert.Contains(expected, await fixture.RunAsync($"describe {what} -n {space}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_listed_for_an_object()
    {
        var space = await fixture.WebAsync(1);
        Assert.Matches("^LAST SEEN +TYPE +REASON +OBJECT +MESSAGE\n[^\n]+ScalingReplicaSet +deployment/web +Scaled up", await fixture.RunAsync($"events --for deployment/web -n {space}"));
        Assert.Equal($"No events found in {space} namespace.", await fixture.RunAsync($"events --for pod/none -n {space}"));
    }
}
