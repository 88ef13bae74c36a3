using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Cells that apply manifests.</summary>
[Collection(LabNotebook.Collection)]
public sealed class YamlCellTests(LabNotebook fixture)
{
    private TestNotebook Notebook => fixture.Notebook;

    [Fact]
    public async Task Applying_tells_what_was_done_and_what_came_of_it()
    {
        const string Cell = """
            #!yaml
            apiVersion: v1
            kind: Service
            metadata: {name: counted}
            spec: {selector: {app: my-app}, ports: [{port: 90, targetPort: 8080}]}
            """;
        var created = await Notebook.TextAsync(Cell);
        Assert.StartsWith("service/counted created\ncounted: 2 of 2 endpoints ready\nrules on node-1: ", created, StringComparison.Ordinal);
        Assert.Matches(@"rules on node-1: [1-9]\d* added, 0 removed$", created);
        Assert.Equal("service/counted unchanged", await Notebook.TextAsync(Cell));
        Assert.Contains("service/counted configured", await Notebook.TextAsync(Cell.Replace("port: 90", "port: 91", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!apply")]
    [InlineData("%%yml")]
    public async Task Other_names_do_the_same(string selector)
    {
        Assert.StartsWith("service/my-service ", await Notebook.TextAsync($"{selector}\n{LabNotebook.Manifest}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metadata_makes_a_cell_yaml_without_a_selector()
    {
        Assert.StartsWith("service/my-service ", await Notebook.TextAsync(LabNotebook.Manifest, """{"vscode": {"languageId": "yaml"}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_name_the_object_the_field_and_the_line_of_the_cell()
    {
        var error = await Notebook.ErrorAsync("""
            1 + 1
            #!yaml
            # a remark
            apiVersion: v1
            kind: Service
            metadata: {name: wrong}
            spec:
              ports:
              - port: 0
                protocol: TPC
            """);
        Assert.Contains("Service \"wrong\" is invalid", error, StringComparison.Ordinal);
        Assert.Contains("spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive (cell ", error, StringComparison.Ordinal);
        Assert.Contains("document 1, line 9, column 11", error, StringComparison.Ordinal);
        Assert.Contains("    9 |   - port: 0\n   10 |     protocol: TPC", error, StringComparison.Ordinal);
        Assert.Null(fixture.Lab.Get<k8s.Models.V1Service>("wrong"));
    }

    [Fact]
    public async Task Syntax_errors_name_the_line_of_the_cell()
    {
        var error = await Notebook.ErrorAsync("#!yaml\n\napiVersion: v1\nkind: Service: x\n");
        Assert.Contains("line 4", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_cell_is_a_mistake()
    {
        Assert.Contains("There is no object in this cell", await Notebook.ErrorAsync("#!yaml\n# nothing\n"), StringComparison.Ordinal);
        Assert.Contains("There is no option --wet-run", await Notebook.ErrorAsync("#!yaml --wet-run\nkind: Pod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        var text = await Notebook.TextAsync("#!yaml --dry-run\napiVersion: v1\nkind: Namespace\nmetadata: {name: never}");
        Assert.Equal("namespace/never created (server dry run)", text);
        Assert.Null(fixture.Lab.Get<k8s.Models.V1Namespace>("never", ""));
    }

    [Fact]
    public async Task Objects_go_into_the_namespace_that_is_asked_for()
    {
        await Notebook.TextAsync("#!yaml\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}");
        await Notebook.TextAsync("#!yaml -n shop\napiVersion: v1\nkind: Service\nmetadata: {name: till}\nspec: {ports: [{port: 80}]}");
        Assert.NotNull(fixture.Lab.Get<k8s.Models.V1Service>("till", "shop"));
        Assert.Contains("Error", (await Notebook.RunAsync("#!yaml -n nowhere\napiVersion: v1\nkind: Service\nmetadata: {name: till}\nspec: {ports: [{port: 80}]}")).Result.Status.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_fill_a_manifest_and_the_result_comes_back()
    {
        await Notebook.TextAsync("var selector = new Dictionary<string, string> { [\"app\"] = \"my-app\" }; var ports = new[] { new V1ServicePort { Port = 70, TargetPort = 8080 } };");
        await Notebook.TextAsync("#!yaml --as applied\napiVersion: v1\nkind: Service\nmetadata: {name: filled}\nspec: {selector: {{selector}}, ports: {{ports}}}");
        Assert.Equal("filled", await Notebook.TextAsync("applied.Objects[0].Name.Name"));
        Assert.Equal(70, fixture.Lab.Get<k8s.Models.V1Service>("filled")!.Spec.Ports[0].Port);
    }

    [Fact]
    public async Task A_Kubernetes_object_can_be_applied_as_a_whole()
    {
        await Notebook.TextAsync("var space = new V1Namespace { ApiVersion = \"v1\", Kind = \"Namespace\", Metadata = new() { Name = \"whole\" } };");
        Assert.StartsWith("namespace/whole created", await Notebook.TextAsync("#!yaml\n{{space}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_KubeProxyConfiguration_takes_effect()
    {
        var text = await Notebook.TextAsync("#!yaml\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nclusterCIDR: 10.244.0.0/16\niptables: {masqueradeAll: true, minSyncPeriod: 0s}");
        Assert.StartsWith("KubeProxyConfiguration in effect on every node\nrules on node-1: ", text, StringComparison.Ordinal);
        await Notebook.TextAsync("#!yaml\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nclusterCIDR: 10.244.0.0/16\niptables: {minSyncPeriod: 0s}");
    }

    [Fact]
    public async Task Names_of_the_lab_are_completed()
    {
        Assert.Contains("app", await Notebook.CompleteAsync("#!yaml\nkind: Service\nspec:\n  selector:\n    |"));
        Assert.Contains("my-app", await Notebook.CompleteAsync("#!yaml\nkind: Service\nspec:\n  selector: {app: my|"));
        Assert.Equal(["8080"], await Notebook.CompleteAsync("#!yaml\nkind: Service\nspec:\n  ports: [{targetPort: 80|"));
        Assert.Contains("kube-system", await Notebook.CompleteAsync("#!yaml\nkind: Service\nmetadata:\n  namespace: kube|"));
        Assert.Contains("kube-system", await Notebook.CompleteAsync("#!yaml -n kube|"));
        Assert.Equal(["node-1"], await Notebook.CompleteAsync("#!yaml\nkind: Pod\nspec:\n  nodeName: |"));
    }
}
