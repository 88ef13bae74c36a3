using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>What the cells of one notebook share: C# and its variables, the lab, the formatters, the course.</summary>
public sealed class NotebookSession : IAsyncDisposable
{
    private static readonly AsyncLocal<NotebookSession?> Ambient = new();
    private readonly SemaphoreSlim oneStart = new(1, 1);
    private readonly NotebookOptions options;
    private readonly CSharpLanguage? csharp;
    private Lab? lab;

    /// <summary>Makes the session; C# begins to warm up in the background.</summary>
    public NotebookSession(NotebookOptions? options = null)
    {
        this.options = options ?? new NotebookOptions();
        Formatter = new ValueFormatter();
        csharp = new CSharpLanguage(NotebookImports.EngineOptions(this.options), Formatter, this.options.WarmsUp);
        Values = new CellValues(new EngineVariables(csharp.Engine));
        Course = new NotebookCourse(this, this.options);
    }

    /// <summary>Makes a session in a host that runs its C# itself.</summary>
    internal NotebookSession(ICellVariables variables)
    {
        options = new NotebookOptions();
        Formatter = new ValueFormatter();
        Values = new CellValues(variables);
        Course = new NotebookCourse(this, options);
    }

    /// <summary>The session whose cell is running here.</summary>
    /// <exception cref="InvalidOperationException">No cell is running here.</exception>
    public static NotebookSession Current => Ambient.Value ?? throw new InvalidOperationException("This works in the cells of a notebook only.");

    /// <summary>C# and its variables.</summary>
    /// <exception cref="InvalidOperationException">The host runs its C# itself.</exception>
    public CSharpLanguage CSharp => csharp ?? throw new InvalidOperationException("C# is the host's own here.");

    /// <summary>The notebook's lab where it runs already. Null before its first use, and after its end.</summary>
    public Lab? LabIfStarted => lab is { Ended.IsCancellationRequested: false } running ? running : null;

    /// <summary>The folder that relative paths start from.</summary>
    public string WorkingDirectory => options.WorkingDirectory;

    internal CellValues Values { get; }

    /// <summary>The course, and the exercise that runs in the lab.</summary>
    internal NotebookCourse Course { get; }

    /// <summary>Shows values, those of C# cells and those of the other languages.</summary>
    internal IValueFormatter Formatter { get; }

    internal FigureLibrary Figures { get; } = new();

    /// <summary>The notebook's lab, started now where it does not run.</summary>
    /// <param name="output">Told about the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Sandbox.SandboxUnavailableException">The machine does not allow it; the message says what is missing.</exception>
    public async Task<Lab> GetLabAsync(ICellOutput output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (LabIfStarted is { } running)
        {
            return running;
        }

        await oneStart.WaitAsync(cancellationToken);
        try
        {
            return LabIfStarted ?? await StartLabAsync(output, cancellationToken);
        }
        finally
        {
            oneStart.Release();
        }
    }

    /// <summary>Uses this lab from now on; the one before it is ended.</summary>
    public async Task UseLabAsync(Lab newLab)
    {
        ArgumentNullException.ThrowIfNull(newLab);
        var before = Interlocked.Exchange(ref lab, newLab);
        if (before is not null && before != newLab)
        {
            await before.DisposeAsync();
        }
    }

    /// <summary>Builds the lab that a manifest describes, in the place of the one that runs.</summary>
    /// <exception cref="Cluster.ManifestException">The API refuses an object; the lab before it goes on where it is not called the same.</exception>
    internal async Task<Lab> RebuildLabAsync(LabManifest manifest, CancellationToken cancellationToken)
    {
        await oneStart.WaitAsync(cancellationToken);
        try
        {
            // Two labs of one name cannot be.
            if (manifest.Options?.Name is { } name && LabIfStarted is { } running && running.Name == name)
            {
                Interlocked.CompareExchange(ref lab, null, running);
                await running.DisposeAsync();
            }

            var built = await Lab.StartAsync(manifest, cancellationToken);
            await UseLabAsync(built);
            return built;
        }
        finally
        {
            oneStart.Release();
        }
    }

    /// <summary>Ends the lab, and C#.</summary>
    public async ValueTask DisposeAsync()
    {
        csharp?.Dispose();
        await Course.DisposeAsync();
        await (lab?.DisposeAsync() ?? ValueTask.CompletedTask);
        oneStart.Dispose();
    }

    /// <summary>Makes this the session of what runs from here on.</summary>
    internal void Enter() => Ambient.Value = this;

    private async Task<Lab> StartLabAsync(ICellOutput output, CancellationToken cancellationToken)
    {
        var ended = lab;
        var id = Guid.NewGuid().ToString("n");
        output.Display(new DisplayData(MimeBundle.Text("Starting the lab …")) { DisplayId = id });
        try
        {
            var started = await Lab.StartAsync(options.Lab, cancellationToken);
            var nodes = string.Join(", ", started.Nodes.Select(node => node.Name));
            var text = $"Lab {started.Name} is ready: {nodes}.{(ended is null ? "" : " The one before had ended; what was in it is gone.")}";
            output.UpdateDisplay(new DisplayData(MimeBundle.Text(text)) { DisplayId = id });
            return lab = started;
        }
        catch
        {
            output.UpdateDisplay(new DisplayData(MimeBundle.Text("The lab did not start.")) { DisplayId = id });
            throw;
        }
    }
}
