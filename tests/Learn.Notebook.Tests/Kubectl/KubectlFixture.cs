using Learn.Jupyter;
using Learn.Notebook.Tests.Talk;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>One notebook with a running lab for all tests of a class; each works in a namespace of its own.</summary>
public sealed class KubectlFixture : IAsyncLifetime
{
    private int spaces;

    internal TestNotebook Notebook { get; private set; } = null!;

    internal Lab Lab => Notebook.Language.Session.LabIfStarted!;

    public async ValueTask InitializeAsync()
    {
        Notebook = new TestNotebook(new NotebookOptions { Lab = new LabOptions { Nodes = LabOptions.NumberedNodes(2) } });
        await Notebook.TextAsync("#!kubectl get nodes");
    }

    public ValueTask DisposeAsync() => Notebook.DisposeAsync();

    /// <summary>A new namespace.</summary>
    internal async Task<string> SpaceAsync()
    {
        var name = $"space-{Interlocked.Increment(ref spaces)}";
        await Notebook.TextAsync($"#!kubectl apply -f -\napiVersion: v1\nkind: Namespace\nmetadata: {{name: {name}}}\n");
        return name;
    }

    /// <summary>A new namespace with the Deployment and the Service "web".</summary>
    internal async Task<string> WebAsync(int replicas = 2)
    {
        var space = await SpaceAsync();
        await Notebook.TextAsync($$$"""
            #!kubectl apply -n {{{space}}} -f -
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: {{{replicas}}}
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  terminationGracePeriodSeconds: 0
                  containers:
                  - {name: web, image: "web:1", ports: [{containerPort: 8080}]}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports: [{port: 80, targetPort: 8080}]
            """);
        return space;
    }

    /// <summary>What a command prints.</summary>
    internal async Task<string> RunAsync(string command) => await Notebook.TextAsync("#!kubectl " + command) ?? "";

    /// <summary>What a command writes while it goes.</summary>
    internal async Task<string> StreamAsync(string command)
    {
        var (result, shown) = await Notebook.RunAsync("#!kubectl " + command);
        Assert.True(result.Status == CellStatus.Ok, string.Join('\n', result.Error?.Traceback ?? []));
        return shown.Stdout;
    }

    /// <summary>What a command that fails says.</summary>
    internal Task<string> ErrorAsync(string command) => Notebook.ErrorAsync("#!kubectl " + command);
}
