using k8s;
using k8s.Models;
using Learn.Architecture.Tests.Reading;
using YamlDotNet.RepresentationModel;

namespace Learn.Workshops.Tests.Cluster;

/// <summary>The values for JupyterHub: no cluster is here, so their fields are held against the chart's schema and Kubernetes' own types.</summary>
public sealed class HubValuesTests
{
    // Of the chart's values.schema.yaml, for what is used: path and type.
    private static readonly Dictionary<string, string> Chart = new(StringComparer.Ordinal)
    {
        ["hub.config"] = "object",
        ["singleuser.image.name"] = "string",
        ["singleuser.image.tag"] = "string",
        ["singleuser.image.pullPolicy"] = "IfNotPresent|Always|Never",
        ["singleuser.cmd"] = "strings",
        ["singleuser.defaultUrl"] = "string",
        ["singleuser.uid"] = "integer",
        ["singleuser.fsGid"] = "integer",
        ["singleuser.allowPrivilegeEscalation"] = "boolean",
        ["singleuser.startTimeout"] = "integer",
        ["singleuser.extraPodConfig"] = "object",
        ["singleuser.extraEnv"] = "object",
        ["singleuser.memory.guarantee"] = "size",
        ["singleuser.memory.limit"] = "size",
        ["singleuser.cpu.guarantee"] = "number",
        ["singleuser.cpu.limit"] = "number",
        ["singleuser.storage.type"] = "dynamic|static|none",
        ["singleuser.storage.capacity"] = "string",
        ["singleuser.storage.homeMountPath"] = "string",
        ["prePuller.hook.enabled"] = "boolean",
        ["prePuller.continuous.enabled"] = "boolean",
        ["scheduling.userScheduler.enabled"] = "boolean",
        ["scheduling.userPlaceholder.enabled"] = "boolean",
        ["scheduling.userPlaceholder.replicas"] = "integer",
        ["cull.enabled"] = "boolean",
        ["cull.timeout"] = "integer",
        ["cull.every"] = "integer",
        ["cull.maxAge"] = "integer",
    };

    private static readonly YamlMappingNode Values = Read("workshop", "jupyterhub-values.yaml");

    [Fact]
    public void Every_field_is_one_of_the_chart_s_with_a_value_of_its_type()
    {
        var wrong = FieldsOf(Values, "").Where(field => !Chart.TryGetValue(field.Path, out string? type) || !IsOf(type, field.Node)).Select(field => $"{field.Path}: {field.Node}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_security_context_and_the_Pod_s_settings_are_fields_that_Kubernetes_has()
    {
        // A field that the type does not have is an error here, as it is to the hub's own client.
        var context = KubernetesYaml.Deserialize<V1SecurityContext>(TextOf("hub", "config", "KubeSpawner", "container_security_context"), strict: true);
        var pod = KubernetesYaml.Deserialize<V1PodSpec>(TextOf("singleuser", "extraPodConfig"), strict: true);

        Assert.False(pod.HostUsers);
        Assert.Equal("Unmasked", context.ProcMount);
        Assert.Equal("Unconfined", context.SeccompProfile.Type);
        Assert.Equal("Unconfined", context.AppArmorProfile.Type);
        Assert.False(context.AllowPrivilegeEscalation);
        Assert.Equal(["ALL"], context.Capabilities.Drop);
        Assert.Null(context.Privileged);
        // The user is the image's.
        Assert.Equal("USER 1000:100", Assert.Single(Image().Split('\n'), line => line.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Equal(("1000", "100"), (Scalar("singleuser", "uid"), Scalar("singleuser", "fsGid")));
    }

    [Fact]
    public void The_image_has_what_the_values_name_and_every_program_that_a_lab_needs()
    {
        string image = Image();
        string home = Scalar("singleuser", "storage", "homeMountPath");
        Assert.Contains($"WORKDIR {home}\n", image, StringComparison.Ordinal);
        Assert.Contains($"LEARN_COURSE={Scalar("singleuser", "extraEnv", "LEARN_COURSE")} ", image, StringComparison.Ordinal);
        Assert.Contains("/usr/local/bin/workshop-begin\n", image, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.PathTo("notebooks", Path.GetFileName(Scalar("singleuser", "defaultUrl")))));

        // The base is the devcontainer's, and nothing floats.
        string devcontainer = Repository.Read(".devcontainer", "devcontainer.json");
        string pinned = image.Split("ARG BASE=")[1].Split('\n')[0];
        Assert.Contains($"\"image\": \"{pinned}", devcontainer, StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", image, StringComparison.Ordinal);

        string tools = Repository.Read("eng", "wrapper", "machine.sh").Split("LAB_TOOLS=(")[1].Split(')')[0];
        var packages = tools.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split(':')[1]).Distinct();
        string installed = image.Split("apt-get install")[1].Split("&&")[0];
        Assert.Empty(packages.Except(installed.Split([' ', '\n', '\\'], StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Image() => Repository.Read("workshop", "Containerfile");

    private static IEnumerable<(string Path, YamlNode Node)> FieldsOf(YamlMappingNode map, string above)
        => map.Children.SelectMany(child => $"{above}{child.Key}" is var path && child.Value is YamlMappingNode inner && Chart.GetValueOrDefault(path) != "object"
            ? FieldsOf(inner, $"{path}.")
            : [(path, child.Value)]);

    private static bool IsOf(string type, YamlNode node) => (type, node) switch
    {
        ("object", YamlMappingNode) => true,
        ("strings", YamlSequenceNode list) => list.Children.All(child => child is YamlScalarNode),
        ("boolean", YamlScalarNode { Value: "true" or "false" }) => true,
        ("integer", YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar) => int.TryParse(scalar.Value, out _),
        ("number", YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } scalar) => double.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out _),
        // Plain digits would be a number to YAML, and the chart asks for text.
        ("string", YamlScalarNode scalar) => scalar.Style != YamlDotNet.Core.ScalarStyle.Plain || !double.TryParse(scalar.Value, System.Globalization.CultureInfo.InvariantCulture, out _),
        ("size", YamlScalarNode { Value: [.. var digits, 'M' or 'G'] }) => int.TryParse(digits, out _),
        (var words, YamlScalarNode scalar) when words.Contains('|', StringComparison.Ordinal) => words.Split('|').Contains(scalar.Value),
        _ => false,
    };

    private static string Scalar(params string[] path) => ((YamlScalarNode)At(path)).Value!;

    private static string TextOf(params string[] path)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(At(path))).Save(writer, assignAnchors: false);
        return writer.ToString().Replace("...\n", "", StringComparison.Ordinal).Replace("...\r\n", "", StringComparison.Ordinal);
    }

    private static YamlNode At(string[] path) => path.Aggregate((YamlNode)Values, (node, key) => node[key]);

    private static YamlMappingNode Read(params string[] path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(path)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }
}
