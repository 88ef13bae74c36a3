using k8s.Models;
using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>Commands that change objects, in a lab that runs.</summary>
public sealed class ChangeTests(KubectlFixture fixture) : IClassFixture<KubectlFixture>
{
    [Fact]
    public async Task Objects_are_created_by_words()
    {
        var space = await fixture.SpaceAsync();
        Assert.Equal("namespace/extra created", await fixture.RunAsync("create ns extra"));
        Assert.Equal("Error from server (AlreadyExists): namespaces \"extra\" already exists", await fixture.ErrorAsync("create namespace extra"));
        Assert.Equal("deployment.apps/api created", await fixture.RunAsync($"create deployment api --image=team/api:1 --port=8080 --replicas=2 -n {space}"));
        Assert.Equal("error: failed to create deployment: deployments.apps \"api\" already exists", await fixture.ErrorAsync($"create deployment api --image=x -n {space}"));
        Assert.Equal("2/2 api", await fixture.RunAsync($"get deploy api -n {space} -o jsonpath='{{.status.readyReplicas}}/{{.spec.replicas}} {{.spec.template.spec.containers[0].name}}'"));
        Assert.Equal("service/api created", await fixture.RunAsync($"create service nodeport api --tcp=80:8080 -n {space}"));
        Assert.Equal("service/second exposed", await fixture.RunAsync($"expose deployment api --port=81 --target-port=8080 --name=second -n {space}"));
        Assert.Equal("81 8080 api", await fixture.RunAsync($"get svc second -n {space} -o jsonpath='{{.spec.ports[0].port}} {{.spec.ports[0].targetPort}} {{.spec.selector.app}}'"));
        Assert.Equal("pod/one created", await fixture.RunAsync($"run one --image=web --port=8080 --labels=a=b -n {space}"));
        Assert.Contains("port: 8080", await fixture.RunAsync($"expose pod one --dry-run=client -o yaml -n {space}"), StringComparison.Ordinal);
        Assert.Contains("runs no images", await fixture.ErrorAsync("run tmp --rm -it --image=busybox -- sh"), StringComparison.Ordinal);
        Assert.Equal("error: unknown command \"create service\"", (await fixture.ErrorAsync("create service")).Split('\n')[0]);
    }

    [Fact]
    public async Task Labels_and_annotations_are_set_and_removed_by_kubectls_rules()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("service/web labeled", await fixture.RunAsync($"label svc web tier=front -n {space}"));
        Assert.Equal("service/web not labeled", await fixture.RunAsync($"label svc web tier=front -n {space}"));
        Assert.Equal("error: 'tier' already has a value (front), and --overwrite is false", await fixture.ErrorAsync($"label svc web tier=back -n {space}"));
        Assert.Equal("service/web labeled", await fixture.RunAsync($"label svc/web tier=back --overwrite -n {space}"));
        Assert.Equal("tier=back", await fixture.RunAsync($"label svc web --list -n {space}"));
        Assert.Equal("service/web unlabeled", await fixture.RunAsync($"label svc web tier- -n {space}"));
        Assert.Equal("label \"tier\" not found.\nservice/web not labeled", await fixture.RunAsync($"label svc web tier- -n {space}"));
        Assert.Equal("service/web annotated", await fixture.RunAsync($"annotate svc web note='two words' -n {space}"));
        Assert.Equal("error: --overwrite is false but found the following declared annotation(s): 'note' already has a value (two words)", await fixture.ErrorAsync($"annotate svc web note=x -n {space}"));
        Assert.Equal("error: at least one label update is required", await fixture.ErrorAsync($"label svc web -n {space}"));
        Assert.StartsWith("The Service \"web\" is invalid: metadata.labels: Invalid value: ", await fixture.ErrorAsync($"label svc web a=b/c -n {space}"), StringComparison.Ordinal);
        Assert.Matches("^pod/web-[^ ]+ labeled$", await fixture.RunAsync($"label pods -l app=web x=y -n {space}"));
    }

    [Fact]
    public async Task A_label_taken_from_a_pod_takes_it_out_of_its_service()
    {
        var space = await fixture.WebAsync(1);
        var pod = await fixture.RunAsync($"get pods -n {space} -o name");
        await fixture.RunAsync($"label {pod} app=other --overwrite -n {space}");
        Assert.DoesNotContain(pod.Split('/')[1], await fixture.RunAsync($"get endpointslices -n {space} -o jsonpath='{{.items[*].endpoints[*].targetRef.name}}'"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deployments_are_scaled_and_rolled_out()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("deployment.apps/web scaled", await fixture.RunAsync($"scale deployment web --replicas=2 -n {space}"));
        Assert.Equal(2, (await fixture.RunAsync($"get pods -n {space} -o name")).Split('\n').Length);
        Assert.Equal("error: required flag(s) \"replicas\" not set", await fixture.ErrorAsync($"scale deployment web -n {space}"));
        Assert.StartsWith("error: cannot scale a service", await fixture.ErrorAsync($"scale svc web --replicas=2 -n {space}"), StringComparison.Ordinal);
        Assert.Equal("deployment.apps/web image updated", await fixture.RunAsync($"set image deployment/web web=web:2 -n {space}"));
        Assert.Contains("unable to find container named \"none\"", await fixture.ErrorAsync($"set image deployment/web none=web:2 -n {space}"), StringComparison.Ordinal);
        Assert.Equal("deployment \"web\" successfully rolled out\n", await fixture.StreamAsync($"rollout status deployment/web -n {space}"));
        Assert.Equal("deployment.apps/web \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>", await fixture.RunAsync($"rollout history deploy web -n {space}"));
        Assert.Contains("Image:         web:1", await fixture.RunAsync($"rollout history deploy web --revision=1 -n {space}"), StringComparison.Ordinal);
        Assert.Equal("deployment.apps/web rolled back", await fixture.RunAsync($"rollout undo deploy/web -n {space}"));
        Assert.Equal("web:1", await fixture.RunAsync($"get deploy web -n {space} -o jsonpath={{.spec.template.spec.containers[0].image}}"));
        Assert.Equal("deployment.apps/web restarted", await fixture.RunAsync($"rollout restart deploy web -n {space}"));
        Assert.Equal("deployment.apps/web paused", await fixture.RunAsync($"rollout pause deploy web -n {space}"));
        Assert.Equal("error: deployments.apps \"web\" is already paused", await fixture.ErrorAsync($"rollout pause deploy web -n {space}"));
        Assert.Contains("Deployments have rollouts", await fixture.ErrorAsync($"rollout status svc/web -n {space}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patches_are_merged()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("service/web patched", await fixture.RunAsync($"patch svc web -n {space} -p '{{\"spec\":{{\"sessionAffinity\":\"ClientIP\"}}}}'"));
        Assert.Equal("service/web patched (no change)", await fixture.RunAsync($"patch svc web -n {space} --type merge -p 'spec: {{sessionAffinity: ClientIP}}'"));
        Assert.Equal("service/web patched", await fixture.RunAsync($"patch svc/web -n {space} --type=json -p '[{{\"op\":\"replace\",\"path\":\"/spec/ports/0/port\",\"value\":90}}]'"));
        Assert.Equal("90", await fixture.RunAsync($"get svc web -n {space} -o jsonpath={{.spec.ports[0].port}}"));
        Assert.Contains("no field \"spec.prts\"", await fixture.ErrorAsync($"patch svc web -n {space} -p 'spec: {{prts: []}}'"), StringComparison.Ordinal);
        Assert.Equal("service/web selector updated", await fixture.RunAsync($"set selector svc web app=other -n {space}"));
    }

    [Fact]
    public async Task Waits_end_when_it_is_so()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal("deployment.apps/web condition met\n", await fixture.StreamAsync($"wait --for=condition=Available deploy/web -n {space} --timeout=60s"));
        Assert.Matches("^pod/web-[^ ]+ condition met\n$", await fixture.StreamAsync($"wait --for=jsonpath='{{.status.phase}}'=Running pods -l app=web -n {space}"));
        Assert.Equal("error: timed out waiting for the condition on services/web", await fixture.ErrorAsync($"wait --for=condition=Ready svc/web -n {space} --timeout=50ms"));
        Assert.Equal("error: no matching resources found", await fixture.ErrorAsync($"wait --for=condition=Ready pods -l no=such -n {space}"));
        var shown = new Shown();
        var waiting = fixture.Notebook.RunAsync($"#!kubectl wait --for=delete svc/web -n {space} --timeout=60s", null, shown);
        fixture.Lab.Cluster.Delete<V1Service>(space, "web");
        Assert.Equal(CellStatus.Ok, (await waiting).Result.Status);
        // It may have been gone before it was waited for.
        Assert.Matches("^(service/web condition met\n)?$", shown.Stdout);
    }

    [Fact]
    public async Task Nodes_are_cordoned_and_drained()
    {
        var space = await fixture.WebAsync(2);
        Assert.Equal("node/node-2 cordoned", await fixture.RunAsync("cordon node-2"));
        Assert.Equal("node/node-2 already cordoned", await fixture.RunAsync("cordon node/node-2"));
        Assert.Contains("SchedulingDisabled", await fixture.RunAsync("get node node-2"), StringComparison.Ordinal);
        var told = await fixture.StreamAsync("drain node-2 --ignore-daemonsets --force");
        Assert.Matches("^node/node-2 already cordoned\n(evicting pod [^\n]+\n)*(pod/[^\n]+ evicted\n)*node/node-2 drained\n$", told);
        Assert.Equal("", await fixture.RunAsync($"get pods -n {space} -o jsonpath='{{.items[?(@.spec.nodeName==\"node-2\")].metadata.name}}'"));
        Assert.Equal("node/node-2 uncordoned", await fixture.RunAsync("uncordon node-2"));
        Assert.StartsWith("Error from server (NotFound): nodes \"node-9\" not found\nThe nodes are: node-1, node-2.", await fixture.ErrorAsync("drain node-9"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pod_without_controller_stops_a_drain_without_force()
    {
        var space = await fixture.SpaceAsync();
        await fixture.RunAsync($"run lonely --image=web -n {space}");
        var node = await fixture.RunAsync($"get pod lonely -n {space} -o jsonpath={{.spec.nodeName}}");
        var error = await fixture.ErrorAsync($"drain {node}");
        // Before anything is asserted: the other tests need the node. There may be more such Pods, of theirs.
        await fixture.RunAsync($"uncordon {node}");
        Assert.Matches($@"cannot delete Pods that declare no controller \(use --force to override\): ([^\n]+, )?{space}/lonely", error);
    }

    [Fact]
    public async Task Programs_run_in_pods()
    {
        var space = await fixture.WebAsync(1);
        var pod = (await fixture.RunAsync($"get pods -n {space} -o name")).Split('/')[1];
        var address = await fixture.RunAsync($"get pod {pod} -n {space} -o jsonpath={{.status.podIP}}");
        Assert.Contains(address, await fixture.StreamAsync($"exec -it {pod} -n {space} -- ip -4 addr"), StringComparison.Ordinal);
        Assert.Contains("HOME=", await fixture.StreamAsync($"exec deploy/web -n {space} -- env"), StringComparison.Ordinal);
        Assert.Equal("command terminated with exit code 3", await fixture.ErrorAsync($"exec {pod} -n {space} -- sh -c 'exit 3'"));
        Assert.Equal("error: you must specify at least one command for the container", await fixture.ErrorAsync($"exec {pod} -n {space}"));
        Assert.Equal("Error from server (NotFound): pods \"none\" not found", await fixture.ErrorAsync($"exec none -n {space} -- ls"));
        await fixture.RunAsync($"exec {pod} -n {space} --as answer -- echo out");
        Assert.Equal("out\n", await fixture.Notebook.TextAsync("answer"));
        Assert.Equal("a\nb", await fixture.StreamAsync($"exec -i {pod} -n {space} -- cat\na\nb"));
        Assert.Contains("has no logs: the lab runs no images", await fixture.ErrorAsync($"logs {pod} -n {space}"), StringComparison.Ordinal);
        Assert.Contains("container none is not valid for pod", await fixture.ErrorAsync($"logs {pod} -c none -n {space}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_servers_log_their_questions()
    {
        var space = await fixture.WebAsync(1);
        await fixture.StreamAsync($"exec deploy/web -n {space} -- getent ahostsv4 web");
        var logs = await fixture.RunAsync("logs -n kube-system -l k8s-app=kube-dns");
        // Without mounts a Pod has the resolver of the machine.
        Assert.Equal(fixture.Lab.Report.MountsAllowed, logs.Contains($"\"A IN web.{space}.svc.cluster.local. udp\" NOERROR 1 records", StringComparison.Ordinal));
        Assert.Equal("", await fixture.RunAsync("logs -n kube-system deploy/coredns --tail=0"));
    }

    [Fact]
    public async Task Files_are_read_beside_the_notebook()
    {
        var folder = Directory.CreateTempSubdirectory("kubectl-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "a.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: from-file}\n", TestContext.Current.CancellationToken);
            Assert.Equal("namespace/from-file created", await fixture.RunAsync($"apply -f {folder.FullName}"));
            Assert.Equal("namespace \"from-file\" deleted", await fixture.RunAsync($"delete -f {folder.FullName}/a.yaml"));
            Assert.StartsWith("error: the path \"none.yaml\" does not exist", await fixture.ErrorAsync("apply -f none.yaml"), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Creating_and_replacing_go_by_manifests_too()
    {
        var space = await fixture.SpaceAsync();
        const string Service = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports: [{port: 80}]\n";
        Assert.Equal("service/web created", await fixture.RunAsync($"create -n {space} -f -\n{Service}"));
        Assert.Equal("Error from server (AlreadyExists): services \"web\" already exists", await fixture.ErrorAsync($"create -n {space} -f -\n{Service}"));
        Assert.Equal("service/web replaced", await fixture.RunAsync($"replace -n {space} -f -\n{Service.Replace("80", "81", StringComparison.Ordinal)}"));
        Assert.Equal("service \"web\" deleted", await fixture.RunAsync($"delete -n {space} -f -\n{Service}"));
    }
}
