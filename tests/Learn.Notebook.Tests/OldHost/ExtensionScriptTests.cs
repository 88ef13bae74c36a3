using System.Runtime.CompilerServices;
using Learn.Jupyter.CSharp;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Learn.Notebook.Tests.OldHost;

/// <summary>extension.dib, compiled and run as the archived host would, against stand-ins of its interfaces.</summary>
[Collection(Collection)]
public sealed class ExtensionScriptTests : IAsyncLifetime
{
    public const string Collection = "formatters of the whole process";

    private readonly CompositeKernel root = new();
    private readonly CSharpKernel csharp = new();
    private readonly CSharpEngine engine = new(new CSharpEngineOptions
    {
        References =
        [
            typeof(ExtensionScriptTests).Assembly.Location, .. Directory.GetFiles(AppContext.BaseDirectory, "Learn.*.dll").Where(each => !each.Contains(".Tests.", StringComparison.Ordinal)),
            typeof(Microsoft.DotNet.Interactive.Formatting.Formatter).Assembly.Location, typeof(Microsoft.AspNetCore.Html.HtmlString).Assembly.Location,
            typeof(k8s.IKubernetesObject).Assembly.Location,
        ],
    });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HostedNotebook Notebook => (HostedNotebook)csharp.Variables["learn"]!;

    public async ValueTask InitializeAsync()
    {
        root.Add(csharp);
        root.Add(new Kernel("html"));
        KernelInvocationContext.Current = new KernelInvocationContext(csharp);
        var submissions = (await File.ReadAllTextAsync(Script(), Cancellation)).Split("#!csharp\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, submissions.Length);
        foreach (var (number, submission) in submissions.Index())
        {
            var outcome = await engine.RunAsync(submission, $"submission {number}", null, Cancellation);
            Assert.True(outcome.Ending == CellEnding.Succeeded, string.Join('\n', outcome.Traceback));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Notebook.DisposeAsync();
        engine.Dispose();
        Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();
    }

    [Fact]
    public void The_host_gets_the_languages_that_it_lacks_and_keeps_its_own()
    {
        var names = root.ChildKernels.Select(kernel => kernel.Name).ToList();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal("Kernel", root.ChildKernels.Single(kernel => kernel.Name == "html").GetType().Name);
        Assert.Superset(new HashSet<string> { "kubectl", "yaml", "iptables", "sh", "curl" }, names.ToHashSet());
        Assert.DoesNotContain("time", names);
        Assert.Contains("yml", root.Aliases.Keys);
    }

    [Fact]
    public async Task Cells_apply_ask_and_measure_with_values_from_the_hosts_variables()
    {
        csharp.Variables["port"] = 80;
        await RunAsync("yaml", """
            apiVersion: v1
            kind: Service
            metadata: { name: web }
            spec: { selector: { app: web }, ports: [ { port: {{port}}, targetPort: 8080 } ] }
            ---
            apiVersion: v1
            kind: Pod
            metadata: { name: web-1, labels: { app: web } }
            spec: { containers: [ { name: web, image: nginx, ports: [ { containerPort: 8080 } ] } ] }
            """);
        var pods = await RunAsync("kubectl", "get pods");
        Assert.Contains(pods.Displayed, displayed => displayed.Value.ToString()!.Contains("web-1", StringComparison.Ordinal));
        await RunAsync("curl", "#!args -n 20 --as result http://web");
        Assert.Equal(20, ((CurlResult)csharp.Variables["result"]!).CountOf("web-1"));
    }

    [Fact]
    public async Task A_mistake_fails_the_cell_with_words()
    {
        var context = await RunAsync("kubectl", "get pods {{nothing}}", mayFail: true);
        Assert.Contains("there is no C# variable of this name", context.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", context.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_the_library_are_shown_by_its_formatters()
    {
        var pod = new k8s.Models.V1Pod { Metadata = new k8s.Models.V1ObjectMeta { Name = "<web>" } };
        var html = Microsoft.DotNet.Interactive.Formatting.Formatter.ToDisplayString(pod, "text/html");
        Assert.Contains("class=\"learn-out\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<web>", html, StringComparison.Ordinal);
        Assert.Contains(typeof(CurlResult), HostedNotebook.FormattedTypes);
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "src", "Learn.Notebook", "OldHost", "extension.dib");

    private async Task<KernelInvocationContext> RunAsync(string language, string code, bool mayFail = false)
    {
        var kernel = root.ChildKernels.Single(each => each.Name == language);
        var context = new KernelInvocationContext(kernel) { CancellationToken = Cancellation };
        await ((IKernelCommandHandler<SubmitCode>)kernel).HandleAsync(new SubmitCode(code), context);
        Assert.True(mayFail || context.Failure is null, context.Failure);
        return context;
    }
}
