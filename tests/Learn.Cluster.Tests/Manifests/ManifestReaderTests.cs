using k8s.Models;

namespace Learn.Cluster.Tests;

/// <summary>Every row: a manifest, and the one problem it has, as its place and its text.</summary>
public sealed class ManifestReaderTests
{
    private const string Valid = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec:\n  ports:\n    - port: 80\n";

    [Theory]
    [InlineData("  selectors: {app: x}\n", 1, 8, 3, "Service \"a\": spec.selectors: unknown field \"selectors\"; did you mean \"selector\"?")]
    [InlineData("  selector: {app: 1}\n", 1, 8, 19, "Service \"a\": spec.selector.app: expected text; found the number 1, so put it in quotes")]
    [InlineData("  selector: {app: yes}\n", 1, 8, 19, "Service \"a\": spec.selector.app: expected text; found the boolean yes, so put it in quotes")]
    [InlineData("  clusterIP: !!str[x\n", 1, 8, 12, "this is not YAML: it cannot be read from here on")]
    [InlineData("  selector: app\n", 1, 8, 13, "Service \"a\": spec.selector: expected a map of names to texts; found the text \"app\"")]
    [InlineData("  externalIPs: 1.2.3.4\n", 1, 8, 16, "Service \"a\": spec.externalIPs: expected a list of texts; found the text \"1.2.3.4\"")]
    [InlineData("  publishNotReadyAddresses: \"true\"\n", 1, 8, 29, "Service \"a\": spec.publishNotReadyAddresses: expected true or false; found the text \"true\", so leave out the quotes")]
    [InlineData("  healthCheckNodePort: many\n", 1, 8, 24, "Service \"a\": spec.healthCheckNodePort: expected an integer; found the text \"many\"")]
    [InlineData("  healthCheckNodePort: 1.5\n", 1, 8, 24, "Service \"a\": spec.healthCheckNodePort: expected an integer; found the number 1.5")]
    [InlineData("  type: NodePort\n  type: ClusterIP\n", 1, 9, 3, "type: duplicate key \"type\"; it stands in line 8 already")]
    [InlineData("kind: Service\n", 1, 8, 1, "kind: a second kind in one document (the first stands in line 2): is a line with --- missing between two objects?")]
    [InlineData("status:\n  loadbalancer: {}\n", 1, 9, 3, "Service \"a\": status.loadbalancer: unknown field \"loadbalancer\"; did you mean \"loadBalancer\"?")]
    [InlineData("---\nkind: Service\nmetadata: {name: b}\n", 2, 9, 1, "apiVersion: is missing; every object names its apiVersion, for example v1")]
    [InlineData("---\napiVersion: v1\nmetadata: {name: b}\n", 2, 9, 1, "kind: is missing; every object names its kind, for example Service")]
    [InlineData("---\napiVersion: v1\nKind: Service\nmetadata: {name: b}\n", 2, 9, 1, "kind: is missing; every object names its kind, for example Service (did you mean it by \"Kind\"?)")]
    [InlineData("---\napiVersion: v1\nkind: Namespace\n", 2, 9, 1, "Namespace: metadata: is missing; every object needs a metadata.name")]
    [InlineData("---\napiVersion: v1\nkind: Namespace\nmetadata: {labels: {a: b}}\n", 2, 11, 1, "Namespace: metadata.name: is missing; every object needs a name")]
    [InlineData("---\napiVersion: v1\nkind: Pod\nmetadata: {generateName: web-}\n", 2, 11, 1, "Pod: metadata.name: is missing; every object needs a name, and apply cannot use generateName")]
    [InlineData("---\napiVersion: v1\nkind: Servise\nmetadata: {name: b}\n", 2, 10, 7, "Servise \"b\": kind: no matches for kind \"Servise\" in version \"v1\"; did you mean Service?")]
    [InlineData("---\napiVersion: v1\nkind: EndpointSlice\nmetadata: {name: b}\n", 2, 9, 13, "EndpointSlice \"b\": apiVersion: no matches for kind \"EndpointSlice\" in version \"v1\"; expected discovery.k8s.io/v1")]
    [InlineData("---\n- a\n", 2, 9, 1, "expected a Kubernetes object, that is a map with apiVersion, kind and metadata; found a list")]
    [InlineData("---\njust words\n", 2, 9, 1, "expected a Kubernetes object, that is a map with apiVersion, kind and metadata; found the text \"just words\"")]
    [InlineData("---\napiVersion: v1\nkind: Pod\nmetadata:\n\tname: b\n", 2, 12, 1, "a tab is used for indentation; YAML allows only spaces there")]
    public void A_problem_is_told_with_its_place(string addition, int document, int line, int column, string expected)
    {
        var problem = Assert.Single(ManifestReader.TryRead(Valid + addition).Problems);
        var text = problem.ToString();
        Assert.Equal($"document {document}, line {line}, column {column}: {expected}", text);
        Assert.Equal((Valid + addition).Split('\n')[line - 1], problem.SourceLine);
    }

    [Theory]
    [InlineData("targetPort: \"8080\"", "spec.ports[0].targetPort", "Invalid value: \"8080\": must contain at least one letter (a-z); a number stands without quotes")]
    [InlineData("targetPort: [1]", "spec.ports[0].targetPort", "expected an integer or text; found a list")]
    [InlineData("targetPort: true", "spec.ports[0].targetPort", "expected an integer or text; found the boolean true")]
    [InlineData("nodePort: \"30080\"", "spec.ports[0].nodePort", "expected an integer; found the text \"30080\", so leave out the quotes")]
    [InlineData("nodePort: 99999999999", "spec.ports[0].nodePort", "expected an integer; found the number 99999999999")]
    [InlineData("nodeport: 30080", "spec.ports[0].nodeport", "unknown field \"nodeport\"; did you mean \"nodePort\"?")]
    [InlineData("somethingElse: 1", "spec.ports[0].somethingElse", "unknown field \"somethingElse\"; known fields of spec.ports[0]: appProtocol, name, nodePort, port, protocol, targetPort")]
    public void A_problem_of_a_port_names_the_path(string field, string path, string message)
    {
        var problem = Assert.Single(ManifestReader.TryRead($"{Valid}      {field}\n").Problems);
        Assert.Equal((path, message), (problem.FieldPath, problem.Message));
        Assert.Equal(8, problem.Line);
    }

    [Fact]
    public void Problems_of_all_documents_are_told_together_even_after_one_that_is_not_yaml()
    {
        var exception = Assert.Throws<ManifestException>(() => ManifestReader.Read(
            Valid + "  typ: NodePort\n---\n{ broken\n---\nkind: Pod\nmetadata: {name: b}\n", "shop.yaml"));
        Assert.Equal([1, 2, 3], exception.Problems.Select(problem => problem.Document));
        Assert.StartsWith("shop.yaml, document 1, line 8, column 3: Service \"a\": spec.typ: unknown field \"typ\"", exception.Message, StringComparison.Ordinal);
        Assert.Contains("this is not YAML", exception.Problems[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forgotten_separator_is_told_once_and_the_first_object_is_still_read()
    {
        var manifest = ManifestReader.TryRead(Valid + Valid.Replace("name: a", "name: b", StringComparison.Ordinal));
        var problem = Assert.Single(manifest.Problems);
        Assert.Equal(ManifestProblemReason.Syntax, problem.Reason);
        Assert.Contains("is a line with --- missing between two objects?", problem.Message, StringComparison.Ordinal);
        Assert.Equal(8, problem.Line);
        Assert.Equal("a", Assert.Single(manifest.Documents).Name);
    }

    [Fact]
    public void Empty_documents_comments_and_a_byte_order_mark_do_not_count()
    {
        var manifest = ManifestReader.Read("\uFEFF# a comment\n---\n\n---\n" + Valid + "---\n# the end\n---\n");
        Assert.Equal(1, Assert.Single(manifest.Documents).Number);
    }

    [Fact]
    public void Line_ends_of_windows_make_no_difference()
    {
        var manifest = ManifestReader.Read((Valid + "---\n" + Valid).Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(2, manifest.Documents.Count);
        Assert.Equal(10, manifest.Documents[1].FindPosition("kind").Line);
    }

    [Fact]
    public void Lists_are_resolved_into_their_items()
    {
        var manifest = ManifestReader.Read("""
            apiVersion: v1
            kind: List
            items:
              - {apiVersion: v1, kind: Namespace, metadata: {name: a}}
              - {apiVersion: v1, kind: Namespace, metadata: {name: b}}
            """);
        Assert.Equal(["a", "b"], manifest.Documents.Select(document => document.Name));
    }

    [Fact]
    public void Json_is_read_also_when_it_is_indented_with_tabs()
    {
        var manifest = ManifestReader.Read("{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"Namespace\",\n\t\"metadata\": {\"name\": \"a\\u00e9\\/\"}\n}\n");
        Assert.Equal("aé/", Assert.Single(manifest.Documents).Name);
    }

    [Fact]
    public void Anchors_aliases_and_merge_keys_are_resolved()
    {
        var manifest = ManifestReader.Read("""
            apiVersion: v1
            kind: Pod
            metadata: {name: a, labels: &labels {app: web, tier: front}}
            spec:
              containers: []
              nodeSelector: {<<: *labels, tier: back}
            """);
        var pod = Assert.IsType<V1Pod>(Assert.Single(manifest.Objects));
        Assert.Equal("web", pod.Spec.NodeSelector["app"]);
        Assert.Equal("back", pod.Spec.NodeSelector["tier"]);
    }

    [Fact]
    public void Documents_that_multiply_by_aliases_are_refused()
    {
        var levels = string.Concat(Enumerable.Range(1, 30).Select(level => $"  l{level}: &l{level} [*l{level - 1}, *l{level - 1}]\n"));
        var problem = Assert.Single(ManifestReader.TryRead($"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec:\n  l0: &l0 [x]\n{levels}").Problems);
        Assert.Contains("with its aliases the document has more than 1000000 values", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Documents_that_are_nested_without_end_are_refused()
    {
        var problem = Assert.Single(ManifestReader.TryRead(new string('[', 100_000)).Problems);
        Assert.Contains("more than 200 levels", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: *nowhere", "the alias *nowhere refers to an anchor &nowhere that was not defined before")]
    [InlineData("a: &itself [*itself]", "the alias *itself refers to an anchor &itself that was not defined before")]
    [InlineData("? [a]\n: b", "a key must be simple text")]
    [InlineData("a: 'b", "this is not YAML")]
    [InlineData("a: b\n  c: d", "this is not YAML")]
    [InlineData("a: @b", "put text that begins with this character in quotes")]
    public void What_is_not_yaml_is_a_problem(string text, string message) =>
        Assert.Contains(message, Assert.Single(ManifestReader.TryRead(text).Problems).Message, StringComparison.Ordinal);

    [Fact]
    public void Quantities_times_and_ports_become_their_types()
    {
        var manifest = ManifestReader.Read("""
            apiVersion: v1
            kind: Pod
            metadata: {name: a, creationTimestamp: "2024-07-16T14:00:00+02:00"}
            spec:
              containers:
                - name: c
                  resources: {requests: {cpu: 0.5, memory: 64Mi}, limits: {cpu: 1}}
                  readinessProbe: {httpGet: {port: http}}
                  livenessProbe: {httpGet: {port: 0x1F90}}
            """);
        var pod = Assert.IsType<V1Pod>(Assert.Single(manifest.Objects));
        var container = Assert.Single(pod.Spec.Containers);
        Assert.Equal(new DateTime(2024, 7, 16, 12, 0, 0, DateTimeKind.Utc), pod.Metadata.CreationTimestamp);
        Assert.Equal(0.5m, container.Resources.Requests["cpu"].ToDecimal());
        Assert.Equal(64m * 1024 * 1024, container.Resources.Requests["memory"].ToDecimal());
        Assert.Equal("http", container.ReadinessProbe.HttpGet.Port.Value);
        Assert.Equal("8080", container.LivenessProbe.HttpGet.Port.Value);
    }

    [Theory]
    [InlineData("cpu: lots", "expected a quantity such as 100m or 64Mi; found the text \"lots\"")]
    [InlineData("cpu: 10 m", "expected a quantity such as 100m or 64Mi; found the text \"10 m\"")]
    [InlineData("memory: 64MB", "expected a quantity such as 100m or 64Mi; found the text \"64MB\"")]
    public void What_is_no_quantity_is_a_problem(string resource, string message)
    {
        var problem = Assert.Single(ManifestReader.TryRead(
            $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{resources: {{limits: {{{resource}}}}}}}]}}").Problems);
        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public void Other_kinds_are_handed_out_only_where_they_are_welcome()
    {
        const string text = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: iptables\n";
        Assert.Single(ManifestReader.TryRead(text).Problems);
        var manifest = ManifestReader.Read(text, options: ManifestReaderOptions.WithKubeProxyConfiguration);
        Assert.Empty(manifest.Objects);
        Assert.Equal("KubeProxyConfiguration", Assert.Single(manifest.OtherDocuments).Kind);
    }

    [Fact]
    public void A_document_is_read_as_a_settings_type_just_as_strictly()
    {
        const string text = "apiVersion: learn/v1\nkind: Settings\nnodes: 3\nfamilies: [IPv4]\n";
        var options = new ManifestReaderOptions { OtherKinds = [new OtherKind("learn/v1", "Settings")] };
        var settings = Assert.Single(ManifestReader.Read(text, options: options).OtherDocuments).ReadAs<Settings>();
        Assert.Equal(3, settings.Nodes);
        Assert.Equal(["IPv4"], settings.Families);

        var misspelt = Assert.Single(ManifestReader.Read(text + "node: 1\n", options: options).OtherDocuments);
        var problem = Assert.Single(Assert.Throws<ManifestException>(misspelt.ReadAs<Settings>).Problems);
        Assert.Equal((5, 1, "unknown field \"node\"; did you mean \"nodes\"?"), (problem.Line, problem.Column, problem.Message));
    }

    private sealed class Settings
    {
        public string? ApiVersion { get; set; }

        public string? Kind { get; set; }

        public int Nodes { get; set; }

        public IList<string>? Families { get; set; }
    }
}
