using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>Completion and inspection of kubectl cells.</summary>
public sealed class CompletionTests(KubectlFixture fixture) : IClassFixture<KubectlFixture>
{
    [Theory]
    [InlineData("#!kubectl ", "get")]
    [InlineData("#!kubectl dr", "drain")]
    [InlineData("#!kubectl\nrollout ", "status")]
    [InlineData("#!kubectl create s", "service")]
    [InlineData("#!kubectl create service ", "nodeport")]
    [InlineData("#!kubectl get ", "pods")]
    [InlineData("#!kubectl get pods,ser", "services")]
    [InlineData("#!kubectl get pods --show", "--show-labels")]
    [InlineData("#!kubectl get pods -o ", "wide")]
    [InlineData("#!kubectl get pods --output=j", "jsonpath=")]
    [InlineData("#!kubectl get pods --field-selector ", "status.phase=")]
    [InlineData("#!kubectl scale dep", "deployments")]
    [InlineData("#!kubectl -n kube-system desc", "describe")]
    [InlineData("#!kubectl apply -f -\nkind: Serv", "Service")]
    [InlineData("#!kubectl create -f -\napiVersion: v1\nkind: Service\nspec:\n  po", "ports")]
    [InlineData("#!kubectl explain service.spec.po", "ports")]
    [InlineData("#!kubectl explain service.spec.ports.", "targetPort")]
    [InlineData("#!kubectl\n# first\n$ kubectl get svc\nget pods \\\n  -n default --no-", "--no-headers")]
    public async Task What_is_written_is_completed_without_a_lab(string code, string expected)
    {
        await using var notebook = new TestNotebook();
        Assert.Contains(expected, (await CompleteAsync(notebook, code)).Matches.Select(match => match.Text));
        Assert.Null(notebook.Language.Session.LabIfStarted);
    }

    [Theory]
    [InlineData("#!kubectl get pods # n")]
    [InlineData("#!kubectl frobnicate ")]
    [InlineData("#!kubectl exec pod -- l")]
    [InlineData("#!kubectl exec -i pod -- cat\nget ")]
    [InlineData("#!kubectl get pods -o jsonpath='{.i")]
    public async Task Where_nothing_is_known_nothing_is_offered(string code)
    {
        await using var notebook = new TestNotebook();
        Assert.Empty((await CompleteAsync(notebook, code)).Matches);
    }

    [Fact]
    public async Task The_names_of_what_there_is_are_offered()
    {
        var space = await fixture.WebAsync(1);
        Assert.Equal(["web"], await NamesAsync($"#!kubectl get svc -n {space} "));
        Assert.Equal(["web"], await NamesAsync($"#!kubectl describe --namespace={space} deploy/w"));
        Assert.StartsWith("web-", Assert.Single(await NamesAsync($"#!kubectl exec -n {space} ")), StringComparison.Ordinal);
        Assert.Equal(["web"], await NamesAsync($"#!kubectl -n {space} get svc "));
        Assert.Equal(["node-1", "node-2"], await NamesAsync("#!kubectl drain "));
        Assert.Equal(["node-2"], await NamesAsync("#!kubectl cordon node-1 "));
        Assert.Contains(space, await NamesAsync("#!kubectl get pods -n sp"));
        Assert.Equal(["app=web"], await NamesAsync($"#!kubectl get pods -n {space} -l app"));
        Assert.Equal(["web="], await NamesAsync($"#!kubectl set image deployment/web -n {space} "));
    }

    [Fact]
    public async Task The_stretch_that_a_match_replaces_is_the_word_at_the_cursor()
    {
        const string Code = "1 + 1\n#!kubectl\nget pods --out";
        var found = await CompleteAsync(fixture.Notebook, Code);
        Assert.Equal(Code.IndexOf("--out", StringComparison.Ordinal), found.CursorStart);
        Assert.Equal(Code.Length, found.CursorEnd);
        Assert.Equal("#!kubectl get node/".Length, (await CompleteAsync(fixture.Notebook, "#!kubectl get node/n")).CursorStart);
    }

    [Theory]
    [InlineData("#!kubectl get pods", 11, "kubectl get (KIND")]
    [InlineData("#!kubectl get pods", 15, "Pod is a collection of containers")]
    [InlineData("#!kubectl get pods -o wide", 20, "-o, --output")]
    [InlineData("#!kubectl rollout status deploy/web", 20, "kubectl rollout status")]
    [InlineData("#!kubectl rollout status deploy/web", 12, "kubectl rollout undo")]
    [InlineData("#!kubectl explain svc.spec.ports", 30, "FIELD: ports <[]ServicePort>")]
    public async Task The_word_at_the_cursor_is_explained(string code, int cursor, string expected)
    {
        await using var notebook = new TestNotebook();
        var found = await notebook.Language.InspectAsync(code, cursor, 0, TestContext.Current.CancellationToken);
        Assert.Contains(expected, found.Content?.TextOf("text/plain"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_object_at_the_cursor_is_described()
    {
        var space = await fixture.WebAsync(1);
        var code = $"#!kubectl delete svc -n {space} web";
        var found = await fixture.Notebook.Language.InspectAsync(code, code.Length, 0, TestContext.Current.CancellationToken);
        Assert.Contains("Endpoints:", found.Content?.TextOf("text/plain"), StringComparison.Ordinal);
    }

    private static Task<CompletionResult> CompleteAsync(TestNotebook notebook, string code) =>
        notebook.Language.CompleteAsync(code, code.Length, TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<string>> NamesAsync(string code) => [.. (await CompleteAsync(fixture.Notebook, code)).Matches.Select(match => match.Text)];
}
