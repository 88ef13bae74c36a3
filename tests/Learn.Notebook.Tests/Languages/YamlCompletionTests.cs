using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>Completion and help in manifests, without a lab.</summary>
public sealed class YamlCompletionTests : IAsyncLifetime
{
    private const string Service = "#!yaml\napiVersion: v1\nkind: Service\n";
    private readonly TestNotebook notebook = new();

    [Fact]
    public async Task Kinds_are_completed()
    {
        Assert.Equal(["Service"], await notebook.CompleteAsync("#!yaml\nkind: Ser|"));
        Assert.Equal(["Deployment", "ReplicaSet"], await notebook.CompleteAsync("#!yaml\napiVersion: apps/v1\nkind: |"));
        Assert.Equal(["Lab"], await notebook.CompleteAsync("#!yaml\nkind: La|"));
    }

    [Fact]
    public async Task The_apiVersion_is_that_of_the_kind()
    {
        Assert.Equal(["apps/v1"], await notebook.CompleteAsync("#!yaml\napiVersion: |\nkind: Deployment"));
        Assert.Equal(["discovery.k8s.io/v1"], await notebook.CompleteAsync("#!yaml\napiVersion: disc|"));
    }

    [Fact]
    public async Task A_document_begins_with_what_every_document_has()
    {
        Assert.Equal(["apiVersion", "kind", "metadata", "spec"], await notebook.CompleteAsync("#!yaml\n|"));
    }

    [Theory]
    [InlineData("spec:\n  exter|", "externalIPs,externalName,externalTrafficPolicy")]
    [InlineData("spec:\n  type: Node|", "NodePort")]
    [InlineData("spec:\n  type: |\n  selector: {}", "ClusterIP,NodePort,LoadBalancer,ExternalName")]
    [InlineData("spec:\n  ports:\n  - na|", "name")]
    [InlineData("spec:\n  ports:\n    - name: http\n      p|", "port,protocol")]
    [InlineData("spec:\n  ports:\n    - name: a\n      port: 80\n    - name: b\n      p|", "port,protocol")]
    [InlineData("spec:\n  ports:\n    - port: 80\n      p|\n      name: x", "protocol")]
    [InlineData("spec:\n  ports: [{protocol: S|", "SCTP")]
    [InlineData("spec:\n  ports: [{protocol: TCP, p|", "port")]
    [InlineData("spec:\n  ports: [{port: 80}, {protocol: TCP, p|}]", "port")]
    [InlineData("spec:\n  ipFamilies: [IPv4, I|", "IPv4,IPv6")]
    [InlineData("spec:\n  ipFamilies:\n  - I|", "IPv4,IPv6")]
    [InlineData("spec:\n  publishNotReadyAddresses: t|", "true")]
    [InlineData("spec:\n  sessionAffinityConfig:\n    clientIP:\n      t|", "timeoutSeconds")]
    [InlineData("metadata: {na|", "name,namespace")]
    [InlineData("metadata:\n  name: x\n  na|", "namespace")]
    [InlineData("spec:\n  # a remark\n\n  externalT|", "externalTrafficPolicy")]
    public async Task Fields_and_values_of_a_Service_are_completed(string written, string expected)
    {
        Assert.Equal(expected, string.Join(',', await notebook.CompleteAsync(Service + written)));
    }

    [Fact]
    public async Task Deep_fields_of_a_Deployment_are_completed()
    {
        Assert.Equal(
            ["httpGet"],
            await notebook.CompleteAsync("""
                #!yaml
                apiVersion: apps/v1
                kind: Deployment
                spec:
                  template:
                    spec:
                      containers:
                      - name: web
                        ports:
                        - containerPort: 80
                        readinessProbe:
                          ht|
                """));
    }

    [Fact]
    public async Task Each_document_has_its_own_kind()
    {
        Assert.Equal(["nodeCount"], await notebook.CompleteAsync(Service + "spec: {}\n---\napiVersion: learn/v1\nkind: Lab\nspec:\n  nodeCo|\n---\nkind: Pod\n"));
        Assert.Equal(["masqueradeAll"], await notebook.CompleteAsync("#!yaml\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\niptables:\n  masqueradeA|"));
    }

    [Fact]
    public async Task What_is_taken_replaces_the_word()
    {
        Assert.Equal(Service + "spec:\n  type: NodePort\n", await notebook.TakeAsync(Service + "spec:\n  type: No|de\n", "NodePort"));
        Assert.Equal(Service + "spec:\n  ports: [{targetPort}]", await notebook.TakeAsync(Service + "spec:\n  ports: [{tar|}]", "targetPort"));
    }

    [Fact]
    public async Task Matches_carry_the_fields_documentation()
    {
        var found = await notebook.MatchesAsync(Service + "spec:\n  sessionAff|");
        Assert.Contains(found.Matches, match => match.Text == "sessionAffinity" && match.Signature!.StartsWith("text: Supports", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("spec:\n  ty|pe: NodePort", "Service spec.type <text>", "One of: ClusterIP, NodePort, LoadBalancer, ExternalName")]
    [InlineData("spec:\n  type: Node|Port", "Service spec.type <text>", "ClusterIP")]
    [InlineData("spec:\n  po|rts: []", "Service spec.ports <list of map>", "targetPort")]
    [InlineData("spec:\n  ports: [{targetP|ort: 80}]", "Service spec.ports.targetPort <integer or text>", "Number or name of the port")]
    public async Task A_field_is_explained(string written, string head, string part)
    {
        var text = await notebook.InspectAsync(Service + written);
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_known_where_nothing_is()
    {
        Assert.Null(await notebook.InspectAsync(Service + "spec:\n  unhe|ard: 1"));
        Assert.Empty(await notebook.CompleteAsync(Service + "spec:\n  unheard:\n    x|"));
    }

    [Fact]
    public async Task A_manifest_without_a_selector_is_known_by_its_beginning()
    {
        Assert.Equal(["NodePort"], await notebook.CompleteAsync("# a Service\napiVersion: v1\nkind: Service\nspec: {type: N|"));
        Assert.StartsWith("Service spec.type", await notebook.InspectAsync("kind: Service\nspec: {ty|pe: NodePort}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_starts_no_lab()
    {
        await notebook.CompleteAsync(Service + "spec:\n  selector:\n    |");
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }

    [Fact]
    public async Task No_place_of_a_broken_text_makes_a_question_fail()
    {
        const string Text = "#!yaml --dry-run -n x\nkind: Service\n  - - a: [b, {c: \"d\n-\n---\n\t:\n spec: }]\n  x:\n - y: {{z}}\n'q\n";
        for (var cursor = 0; cursor <= Text.Length; cursor++)
        {
            await notebook.Language.CompleteAsync(Text, cursor, TestContext.Current.CancellationToken);
            await notebook.Language.InspectAsync(Text, cursor, 0, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => notebook.DisposeAsync();
}
