using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Languages;

/// <summary>One notebook with its lab for the tests of several classes, which run one after the other: a Service with two pods is there.</summary>
public sealed class LabNotebook : IAsyncLifetime
{
    public const string Collection = "notebook with a lab";

    internal const string Manifest = """
        apiVersion: v1
        kind: Service
        metadata: {name: my-service}
        spec:
          selector: {app: my-app}
          ports: [{name: http, protocol: TCP, port: 80, targetPort: 8080}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: my-app-1, labels: {app: my-app}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: my-app-2, labels: {app: my-app}}
        spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        """;

    internal TestNotebook Notebook { get; } = new();

    internal Lab Lab => Notebook.Language.Session.LabIfStarted!;

    public async ValueTask InitializeAsync()
    {
        var (result, _) = await Notebook.RunAsync("#!yaml\n" + Manifest);
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
    }

    public ValueTask DisposeAsync() => Notebook.DisposeAsync();
}

[CollectionDefinition(LabNotebook.Collection)]
public sealed class LabNotebookTests : ICollectionFixture<LabNotebook>;
