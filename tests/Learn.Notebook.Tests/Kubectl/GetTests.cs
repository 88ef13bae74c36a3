using k8s.Models;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary><c>kubectl get</c>, <c>apply</c> and <c>delete</c> in a lab that runs.</summary>
public sealed class GetTests(KubectlFixture fixture) : IClassFixture<KubectlFixture>
{
    [Fact]
    public async Task Apply_tells_what_it_did_and_get_shows_it()
    {
        var space = await fixture.SpaceAsync();
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n";
        Assert.Equal("service/web created", await fixture.RunAsync($"apply -n {space} -f -\n{Service}"));
        Assert.Equal("service/web unchanged", await fixture.RunAsync($"apply -n {space} -f -\n{Service}"));
        Assert.Equal("service/web configured (server dry run)", await fixture.RunAsync($"apply -n {space} --dry-run=server -f -\n{Service.Replace("80", "81", StringComparison.Ordinal)}"));
        var table = await fixture.RunAsync($"get svc -n {space}");
        Assert.Matches(@"^NAME   TYPE        CLUSTER-IP\s+EXTERNAL-IP   PORT\(S\)   AGE\nweb    ClusterIP   [0-9.]+\s+<none>        80/TCP    \d+s$", table);
    }

    [Fact]
    public async Task Nothing_there_is_said_in_kubectls_words()
    {
        var space = await fixture.SpaceAsync();
        Assert.Equal($"No resources found in {space} namespace.", await fixture.RunAsync($"get pods -n {space}"));
        Assert.Equal("No resources found", await fixture.RunAsync("get nodes -l no=such"));
        Assert.Equal("Error from server (NotFound): pods \"x\" not found", await fixture.ErrorAsync($"get pod x -n {space}"));
        Assert.Contains("kubectl get endpointslices", await fixture.ErrorAsync("get ep"), StringComparison.Ordinal);
        Assert.StartsWith("error: the server doesn't have a resource type \"podz\"\nDid you mean pods?", await fixture.ErrorAsync("get podz"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_come_in_every_form()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("service/web", await fixture.RunAsync($"get service/web -n {space} -o name"));
        Assert.Equal("deployment.apps/web", await fixture.RunAsync($"get deploy web -n {space} -o name"));
        Assert.Equal("web 80", await fixture.RunAsync($"get svc web -n {space} -o jsonpath='{{.metadata.name}} {{.spec.ports[0].port}}'"));
        Assert.Equal("web=8080", await fixture.RunAsync($"get svc -n {space} -o jsonpath='{{range .items[*]}}{{.metadata.name}}={{.spec.ports[*].targetPort}}{{\"\\n\"}}{{end}}'"));
        Assert.Equal("NAME   PORT   NONE\nweb    80     <none>", await fixture.RunAsync($"get svc -n {space} -o custom-columns=NAME:.metadata.name,PORT:.spec.ports[*].port,NONE:.spec.nothing"));
        Assert.Contains("\n  clusterIP: ", await fixture.RunAsync($"get svc web -n {space} -o yaml"), StringComparison.Ordinal);
        Assert.StartsWith("{\n    \"apiVersion\": \"v1\",\n    \"items\": [", await fixture.RunAsync($"get svc -n {space} -o json"), StringComparison.Ordinal);
        Assert.Contains("allowed formats are:", await fixture.ErrorAsync($"get svc -n {space} -o table"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_kinds_stand_in_tables_of_their_own()
    {
        var space = await fixture.WebAsync(1);
        var text = await fixture.RunAsync($"get all -n {space}");
        Assert.Matches(@"^NAME\s+READY[^\n]*\npod/web-[^\n]*\n\nNAME\s+TYPE[^\n]*\nservice/web [^\n]*\n\nNAME\s+READY[^\n]*\ndeployment.apps/web[^\n]*\n\nNAME\s+DESIRED[^\n]*\nreplicaset.apps/web-[^\n]*$", text);
        var missing = await fixture.Notebook.RunAsync($"#!kubectl get svc web none -n {space}");
        Assert.Equal("Error from server (NotFound): services \"none\" not found", missing.Result.Error?.Message);
        Assert.Contains("web ", Assert.Single(missing.Shown.Displays).Content.TextOf("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pods_are_selected_sorted_and_labelled()
    {
        var space = await fixture.WebAsync(3);
        Assert.Equal(3, (await fixture.RunAsync($"get pods -n {space} -l app=web --no-headers")).Split('\n').Length);
        Assert.Equal($"No resources found in {space} namespace.", await fixture.RunAsync($"get pods -n {space} -l app!=web"));
        Assert.Equal(3, (await fixture.RunAsync($"get pods -n {space} --field-selector status.phase=Running -o name")).Split('\n').Length);
        Assert.Matches("LABELS\n.*app=web,pod-template-hash=", await fixture.RunAsync($"get pods -n {space} --show-labels"));
        Assert.Matches("AGE +APP\n[^\n]* web\n", await fixture.RunAsync($"get pods -n {space} -L app"));
        var names = (await fixture.RunAsync($"get pods -n {space} --sort-by=.metadata.name -o name")).Split('\n');
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal("service/web", await fixture.RunAsync($"-n {space} get svc -o name"));
        Assert.StartsWith("error: unable to parse the selector", await fixture.ErrorAsync($"get pods -l 'a=b,('"), StringComparison.Ordinal);
        Assert.Matches(@"^NAMESPACE +NAME ", await fixture.RunAsync("get pods -A"));
        Assert.Contains("field label not supported: spec.x", await fixture.ErrorAsync($"get pods -n {space} --field-selector spec.x=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_a_list_of_objects_for_csharp()
    {
        var space = await fixture.WebAsync(2);
        await fixture.RunAsync($"get pods -n {space} --as found");
        Assert.Equal("2 V1Pod", await fixture.Notebook.TextAsync("found.Count + \" \" + found[0].GetType().Name"));
        await fixture.RunAsync($"get svc web -n {space} -o yaml --as service");
        Assert.Equal("80", await fixture.Notebook.TextAsync("service.Spec.Ports[0].Port"));
        await fixture.RunAsync($"get svc web -n {space} -o jsonpath={{.spec.clusterIP}} --as address");
        Assert.Equal(fixture.Lab.Get<V1Service>("web", space)!.Spec.ClusterIP, await fixture.Notebook.TextAsync("address"));
    }

    [Fact]
    public async Task A_watch_writes_rows_as_things_happen_and_stops_at_an_interrupt()
    {
        var space = await fixture.WebAsync(1);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var shown = new Shown();
        var watching = fixture.Notebook.RunAsync($"#!kubectl get svc -n {space} -w --output-watch-events", null, shown, interrupt.Token);
        await Until(() => shown.Stdout.Contains("ADDED", StringComparison.Ordinal));
        fixture.Lab.Cluster.Create(new V1Service
        {
            Metadata = new V1ObjectMeta { Name = "other", NamespaceProperty = space },
            Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 81 }] },
        });
        await Until(() => shown.Stdout.Contains("other", StringComparison.Ordinal));
        fixture.Lab.Cluster.Delete<V1Service>(space, "other");
        await Until(() => shown.Stdout.Contains("DELETED", StringComparison.Ordinal));
        Assert.Matches(@"^EVENT +NAME[^\n]*\nADDED +web [^\n]*\nADDED +other [^\n]*\n(MODIFIED[^\n]*\n)*DELETED +other [^\n]*\n$", shown.Stdout);
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    }

    [Fact]
    public async Task A_watch_with_a_bound_ends_by_itself()
    {
        var space = await fixture.WebAsync(1);
        Assert.Matches("^NAME[^\n]*\nweb ", await fixture.StreamAsync($"get svc -n {space} --watch --request-timeout=200ms"));
    }

    [Fact]
    public async Task A_watch_only_leaves_out_what_there_is()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("", await fixture.StreamAsync($"get svc -n {space} --watch-only --request-timeout=200ms"));
        Assert.Contains("you may only specify a single resource type", await fixture.ErrorAsync($"get svc,pods -n {space} -w"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_waits_until_things_are_gone()
    {
        var space = await fixture.WebAsync(2);
        Assert.Equal("deployment.apps \"web\" deleted", await fixture.RunAsync($"delete deploy/web -n {space}"));
        Assert.Equal($"No resources found in {space} namespace.", await fixture.RunAsync($"get pods -n {space}"));
        Assert.Equal("Error from server (NotFound): services \"x\" not found", await fixture.ErrorAsync($"delete svc web x -n {space}"));
        Assert.Equal($"No resources found in {space} namespace.", await fixture.RunAsync($"get svc -n {space}"));
        Assert.Equal("error: resource(s) were provided, but no name was specified", await fixture.ErrorAsync("delete pods"));
        Assert.Equal("No resources found", await fixture.RunAsync($"delete pods --all -n {space}"));
    }

    [Fact]
    public async Task Mistakes_in_a_manifest_name_lines_of_the_cell()
    {
        var error = await fixture.ErrorAsync("apply -f -\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {prts: []}\n");
        Assert.Contains("line 5", error, StringComparison.Ordinal);
        Assert.Contains("prts", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_commands_stand_in_one_cell()
    {
        var space = await fixture.WebAsync(1);
        var (result, shown) = await fixture.Notebook.RunAsync($"""
            #!kubectl
            # two questions
            $ kubectl get svc \
                -n {space} -o name
            get deploy -n {space} -o name
            """);
        Assert.Equal("deployment.apps/web", result.Value?.TextOf("text/plain"));
        Assert.Equal("service/web", Assert.Single(shown.Displays).Content.TextOf("text/plain"));
        Assert.Contains("<pre class=\"learn-kubectl\"", result.Value?.TextOf("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_are_listed()
    {
        var space = await fixture.WebAsync(1);
        Assert.Matches(@"^LAST SEEN   TYPE     REASON +OBJECT +MESSAGE\n", await fixture.RunAsync($"get events -n {space}"));
        Assert.Contains("ScalingReplicaSet", await fixture.RunAsync($"get ev -n {space} --field-selector involvedObject.kind=Deployment"), StringComparison.Ordinal);
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!isSo())
        {
            await Task.Delay(20, bound.Token);
        }
    }
}
