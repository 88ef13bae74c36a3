using System.Reflection;
using System.Runtime.InteropServices;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!about</c>: which program this is, on what it runs, and what the lab is like.</summary>
internal sealed class AboutDirective : ICellLanguage
{
    public string Name => "about";

    public string Summary => "the version of this kernel, its lab and what the machine allows";

    public string Usage => "#!about";

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var version = typeof(AboutDirective).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var lab = context.Session.LabIfStarted is { } running
            ? $"{running}\nNodes: {string.Join(", ", running.Nodes.Select(node => node.Name))}"
            : "The lab has not been started; the first cell that needs it starts it.";
        var text = $"Learn {version.Split('+')[0]}, an interactive learning environment for Kubernetes Services\n{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription}\n{lab}";
        return Task.FromResult(new BlockResult(CellResult.Ok(MimeBundle.Text(text))));
    }
}
