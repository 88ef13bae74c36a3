using System.Collections.Concurrent;
using System.Reflection;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Runs C# cells, each of which sees what those before it declared. One cell runs at a time; a call while another cell runs waits for it.
/// </summary>
public sealed partial class CSharpEngine : IDisposable
{
    private const int CellStackBytes = 16 * 1024 * 1024;
    private readonly CSharpEngineOptions _options;
    private readonly Lazy<SubmissionCompiler> _compiler;
    private readonly SemaphoreSlim _oneCell = new(1, 1);
    private readonly ConcurrentDictionary<string, string> _sources = new(StringComparer.Ordinal);
    private readonly List<PackageRequest> _packages = [];
    private readonly List<string> _packageSources = [];
    private readonly HashSet<string> _packagePaths = new(StringComparer.Ordinal);
    private object[] _state = new object[16];
    private int _cells;

    /// <summary>Makes an engine. Nothing is loaded before the first cell or <see cref="WarmUpAsync"/>.</summary>
    /// <param name="options">What the cells find around them; the defaults where it is left out.</param>
    public CSharpEngine(CSharpEngineOptions? options = null)
    {
        _options = options ?? new CSharpEngineOptions();
        _compiler = new(() => new SubmissionCompiler(_options));
        Services = new LanguageServices(_options);
    }

    /// <summary>What the cells find around them.</summary>
    public CSharpEngineOptions Options => _options;

    internal SubmissionCompiler Compiler => _compiler.Value;

    internal LanguageServices Services { get; }

    /// <summary>Runs a cell.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="name">The cell's name in messages, such as "cell 3".</param>
    /// <param name="output">Takes what the cell writes, also after its end, from any thread; see <see cref="ConsoleCapture"/>. Null for nobody.</param>
    /// <param name="cancellationToken">Interrupts the cell.</param>
    /// <returns>What became of the cell. Nothing that the cell does wrong makes this method throw.</returns>
    public Task<CellOutcome> RunAsync(string code, string name, ICellOutput? output, CancellationToken cancellationToken = default)
    {
        return AskedAsync(code, new CellContext(name, output, cancellationToken), isKept: true);
    }

    /// <summary>Gives the value of an expression, seen after the last cell. Nothing is kept of what it declares.</summary>
    /// <param name="expression">The expression; statements may stand before it.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>What became of it.</returns>
    public Task<CellOutcome> EvaluateAsync(string expression, CancellationToken cancellationToken = default)
    {
        return AskedAsync(expression, new CellContext("expression", null, cancellationToken), isKept: false);
    }

    /// <summary>The variables that cells have declared; of several with one name the last.</summary>
    public IReadOnlyList<CSharpVariable> Variables =>
    [
        .. _state.Where(submission => submission is not null)
            .SelectMany(submission => submission.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(each => !each.Name.StartsWith('<'))
                .Select(each => new CSharpVariable(each.Name, each.FieldType, each.GetValue(submission))))
            .Reverse().DistinctBy(variable => variable.Name).Reverse(),
    ];

    /// <summary>
    /// Uses a cell's value as if that were the cell's last statement. A value may be a sequence that runs the cell's code while it is read: then
    /// its console, its errors and its interruption are the cell's.
    /// </summary>
    /// <param name="outcome">The outcome of a cell that succeeded.</param>
    /// <param name="use">What to do with the value.</param>
    /// <returns>The outcome, or what went wrong.</returns>
    internal async Task<CellOutcome> UseAsync(CellOutcome outcome, Action<object?> use)
    {
        var context = outcome.Context ?? CellContext.Outside;
        var running = Task.Run(() =>
        {
            context.Enter();
            use(outcome.Value);
        });
        if (!await EndsAsync(running, context).ConfigureAwait(false))
        {
            context.Mute();
            var message = $"{context.Name} was interrupted while its result was read for showing it. That does not stop: it goes on in the background, unheard.";
            return new CellOutcome { Ending = CellEnding.Abandoned, ErrorName = "Interrupted", ErrorMessage = message, Traceback = [Ansi.Error(message)] };
        }

        try
        {
            await running.ConfigureAwait(false);
            return outcome;
        }
        catch (Exception e)
        {
            return e is OperationCanceledException && context.CancellationToken.IsCancellationRequested
                ? Interrupted(e, outcome.Diagnostics, context.Name)
                : Threw(e, outcome.Diagnostics);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _oneCell.Dispose();
        Services.Dispose();
    }

    private async Task<CellOutcome> RunAsync(string code, CellContext context, bool isKept)
    {
        ArgumentNullException.ThrowIfNull(code);
        var name = context.Name;
        var cancellationToken = context.CancellationToken;
        await _oneCell.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            _sources[name] = code;
            var directives = PackageDirectives.Find(code);
            await RestoreAsync(directives, context).ConfigureAwait(false);
            var cell = await Task.Run(() => _compiler.Value.Compile(directives.Code, name, cancellationToken), cancellationToken).ConfigureAwait(false);
            return cell.Compilation is null ? Failed(cell, name) : await RunAsync(cell, context, isKept).ConfigureAwait(false);
        }
        catch (PackageException e)
        {
            return new CellOutcome
            {
                Ending = CellEnding.DidNotCompile, Exception = e, ErrorName = "PackageError", ErrorMessage = e.Message, Traceback = [Ansi.Error(e.Message)],
            };
        }
        catch (OperationCanceledException e) when (cancellationToken.IsCancellationRequested)
        {
            return Interrupted(e, [], name);
        }
        finally
        {
            _oneCell.Release();
        }
    }

    private async Task RestoreAsync(PackageDirectives directives, CellContext context)
    {
        if (directives.Packages.Count == 0 && directives.Sources.Count == 0)
        {
            return;
        }

        _packageSources.AddRange(directives.Sources.Except(_packageSources));
        if (directives.Packages.Count == 0)
        {
            return;
        }

        if (_options.Packages is not { } restorer)
        {
            throw new PackageException("Packages cannot be used here: nothing is set up to restore them.");
        }

        var wanted = _packages.Where(old => !directives.Packages.Any(each => each.Id.Equals(old.Id, StringComparison.OrdinalIgnoreCase)))
            .Concat(directives.Packages).ToList();
        var progress = new WrittenProgress(line => context.Output.WriteStream("stdout", line + "\n"));
        var restored = await restorer.RestoreAsync(wanted, _packageSources, progress, context.CancellationToken).ConfigureAwait(false);
        var added = restored.Assemblies.Except(_packagePaths).Except(_options.References).ToList();
        RefuseOtherVersions(added);
        _packages.Clear();
        _packages.AddRange(wanted);
        _compiler.Value.KnowNative(restored.NativeLibraries);
        foreach (var path in added.Where(_packagePaths.Add))
        {
            _compiler.Value.AddReference(path);
        }
    }

    // Cells before this one were compiled against what is loaded now; a type cannot be two.
    private void RefuseOtherVersions(IReadOnlyList<string> added)
    {
        var loaded = _packagePaths.ToLookup(path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);
        if (added.FirstOrDefault(path => loaded.Contains(Path.GetFileName(path))) is { } other)
        {
            throw new PackageException(
                $"{Path.GetFileNameWithoutExtension(other)} is in use already in another version ({loaded[Path.GetFileName(other)].First()}). Restart the kernel to use this one.");
        }
    }

    private async Task<CellOutcome> RunAsync(CompiledCell cell, CellContext context, bool isKept)
    {
        if (cell.Factory is null)
        {
            Keep(cell, _state, isKept);
            return new CellOutcome { Ending = CellEnding.Succeeded, Diagnostics = cell.Diagnostics };
        }

        var state = new object[Math.Max(16, (_cells + 2) * 2)];
        Array.Copy(_state, state, Math.Min(_state.Length, state.Length));
        var running = Start(cell.Factory, state, context);
        if (!await EndsAsync(running, context).ConfigureAwait(false))
        {
            context.Mute();
            return Abandoned(cell, context.Name);
        }

        Keep(cell, state, isKept);
        try
        {
            var value = await running.ConfigureAwait(false);
            return new CellOutcome { Ending = CellEnding.Succeeded, HasValue = cell.HasValue, Value = value, Diagnostics = cell.Diagnostics, Context = context };
        }
        catch (Exception e)
        {
            // Blocking on a task (.Result) wraps what ended it.
            return e is OperationCanceledException or AggregateException { InnerException: OperationCanceledException } && context.CancellationToken.IsCancellationRequested
                ? Interrupted(e, cell.Diagnostics, context.Name)
                : Threw(e, cell.Diagnostics);
        }
    }

    private void Keep(CompiledCell cell, object[] state, bool isKept)
    {
        if (isKept && cell.Declares)
        {
            _compiler.Value.Accept(cell);
            Services.Accept(cell.Written, [.. _packagePaths]);
            _state = state;
            _cells++;
        }
    }

    /// <summary>Starts the cell on a thread of its own: one that blocks takes nothing from the program with it.</summary>
    private static Task<object> Start(Func<object[], Task<object>> factory, object[] state, CellContext context)
    {
        var ended = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(
            () =>
            {
                context.Enter();
                try
                {
                    factory(state).ContinueWith(
                        static (task, source) => ((TaskCompletionSource<object>)source!).SetFromTask(task),
                        ended, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
                catch (Exception e)
                {
                    ended.TrySetException(e);
                }
            },
            CellStackBytes) { IsBackground = true, Name = context.Name };
        thread.Start();
        return ended.Task;
    }

    /// <summary>Waits for the cell; after an interrupt no longer than the time it is given.</summary>
    private async Task<bool> EndsAsync(Task running, CellContext context)
    {
        var interrupted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.CancellationToken.Register(() =>
        {
            CellCheck.Arm();
            interrupted.TrySetResult();
        }).ConfigureAwait(false);
        await Task.WhenAny(running, interrupted.Task).ConfigureAwait(false);
        if (running.IsCompleted)
        {
            return true;
        }

        await Task.WhenAny(running, Task.Delay(_options.AbandonAfter, CancellationToken.None)).ConfigureAwait(false);
        return running.IsCompleted;
    }

    private sealed class WrittenProgress(Action<string> write) : IProgress<string>
    {
        public void Report(string value) => write(value);
    }
}
