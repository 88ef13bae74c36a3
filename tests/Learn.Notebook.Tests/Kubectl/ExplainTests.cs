using FsCheck;
using FsCheck.Fluent;
using Learn.Cluster;
using Learn.Notebook.Kubectl;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>What needs no lab: <c>explain</c>, <c>api-resources</c>, <c>version</c>, help, tables and layouts.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task A_field_is_explained_with_the_fields_within_and_no_lab_is_started()
    {
        await using var notebook = new TestNotebook();
        var text = await notebook.TextAsync("#!kubectl explain service.spec.ports");
        Assert.StartsWith("KIND:       Service\nVERSION:    v1\n\nFIELD: ports <[]ServicePort>\n\n\nDESCRIPTION:\n    The list of ports", text, StringComparison.Ordinal);
        Assert.Contains("\n  port\t<integer> -required-\n    The port that will be exposed by this service.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  targetPort\t<IntOrString>\n", text, StringComparison.Ordinal);
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }

    [Fact]
    public async Task Kinds_and_scalars_and_trees_are_explained()
    {
        await using var notebook = new TestNotebook();
        Assert.StartsWith("GROUP:      apps\nKIND:       Deployment\nVERSION:    v1\n\nDESCRIPTION:\n    Deployment enables declarative updates", await notebook.TextAsync("#!kubectl explain deploy"), StringComparison.Ordinal);
        Assert.Contains("FIELD: nodeName <string>", await notebook.TextAsync("#!kubectl explain pods.spec.nodeName"), StringComparison.Ordinal);
        Assert.Contains("\n  ports\t<[]ServicePort>\n    appProtocol\t<string>\n", await notebook.TextAsync("#!kubectl explain svc.spec --recursive"), StringComparison.Ordinal);
        Assert.StartsWith("error: field \"prts\" does not exist\nDid you mean ports?", await notebook.ErrorAsync("#!kubectl explain svc.spec.prts"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_every_kind_has_a_meaning()
    {
        var silent = ResourceKind.All.SelectMany(kind => Walk(kind.Type, kind.Singular, []))
            .Where(pair => pair.Field.Description.Length == 0).Select(pair => pair.Path).ToList();
        Assert.Empty(silent);
    }

    [Fact]
    public async Task What_the_cluster_stores_is_listed()
    {
        await using var notebook = new TestNotebook();
        var lines = (await notebook.TextAsync("#!kubectl api-resources"))!.Split('\n');
        Assert.Equal("NAME             SHORTNAMES   APIVERSION            NAMESPACED   KIND", lines[0]);
        Assert.Contains("deployments      deploy       apps/v1               true         Deployment", lines);
        Assert.Equal("namespaces\nnodes", await notebook.TextAsync("#!kubectl api-resources --namespaced=false -o name"));
        Assert.Equal("apps/v1\ndiscovery.k8s.io/v1\nv1", await notebook.TextAsync("#!kubectl api-versions"));
        Assert.StartsWith("Client Version: v1.30", await notebook.TextAsync("#!kubectl version"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_given_for_every_command()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains("rollout status", await notebook.TextAsync("#!kubectl help"), StringComparison.Ordinal);
        foreach (var command in KubectlCommands.All)
        {
            var help = await notebook.TextAsync($"#!k {command.Name} --help");
            Assert.Contains($"kubectl {command.Name}", help, StringComparison.Ordinal);
            Assert.Equal(command.AllFlags.Count, command.AllFlags.DistinctBy(flag => flag.Name).Count());
            Assert.Equal(command.AllFlags.Count(flag => flag.Letter is not null), command.AllFlags.Where(flag => flag.Letter is not null).DistinctBy(flag => flag.Letter).Count());
        }
    }

    [Fact]
    public async Task An_empty_cell_says_what_to_write()
    {
        await using var notebook = new TestNotebook();
        Assert.Contains("#!kubectl get pods", await notebook.ErrorAsync("#!kubectl"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\tb\nlong\tc\n\nx\ty", "a     b\nlong  c\n\nx  y")]
    [InlineData("Name:\tweb\nIPs:\n  IP:\t1\nBy:\tme", "Name:  web\nIPs:\n  IP:  1\nBy:    me")]
    [InlineData("no tabulators", "no tabulators")]
    public void Columns_are_laid_out_block_by_block(string text, string expected) => Assert.Equal(expected, TabText.Layout(text));

    [Fact]
    public void Laid_out_text_says_the_same() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("a", "bb", " ", "\t", "\n", "ccc:").ListOf().Select(string.Concat).ToArbitrary(),
        (string text) =>
        {
            var laid = TabText.Layout(text);
            Assert.DoesNotContain('\t', laid);
            Assert.Equal(text.Split('\n').Select(Squeezed), laid.Split('\n').Select(Squeezed));
        }));

    [Fact]
    public void A_table_that_grows_never_narrows()
    {
        var table = new GrowingTable();
        Assert.Equal("NAME   AGE\nweb    1s\n", table.Add([["NAME", "AGE"], ["web", "1s"]]));
        Assert.Equal("much-longer   2s\n", table.Add([["much-longer", "2s"]]));
        Assert.Equal("web           3s\n", table.Add([["web", "3s"]]));
    }

    private static string Squeezed(string line) => string.Concat(line.Where(character => !char.IsWhiteSpace(character)));

    private static IEnumerable<(string Path, ApiField Field)> Walk(Type type, string path, HashSet<Type> above) => ApiTypes.FieldsOf(type).SelectMany(field =>
    {
        var here = $"{path}.{field.Name}";
        IEnumerable<(string, ApiField)> within = field.Inner is { } inner && above.Add(inner) ? Walk(inner, here, above) : [];
        return within.Prepend((here, field));
    });
}
