using System.Text.RegularExpressions;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// The cell languages and the lab for a notebook host that runs its C# itself: Polyglot Notebooks, whose script <c>extension.dib</c> holds one of these. Nothing
/// here names a type of that host, so that no version of it is needed to build this.
/// </summary>
public sealed partial class HostedNotebook : IAsyncDisposable
{
    private readonly NotebookLanguage language;

    /// <summary>Makes a notebook.</summary>
    /// <param name="find">Tells whether the host's C# has a variable of this name, and its value.</param>
    /// <param name="declare">Declares a variable in the host's C#.</param>
    public HostedNotebook(Func<string, (bool IsFound, object? Value)> find, Func<string, object?, Task> declare)
    {
        ArgumentNullException.ThrowIfNull(find);
        ArgumentNullException.ThrowIfNull(declare);
        language = new NotebookLanguage(new NotebookSession(new HostVariables(find, declare)));
    }

    /// <summary>Names, aliases and summaries of the languages that the host does not have itself.</summary>
    public IReadOnlyList<ICellLanguage> Languages => [.. language.Languages.Where(each => !each.NeedsOwnCSharp)];

    /// <summary>The notebook's lab, started now where it does not run.</summary>
    /// <exception cref="Sandbox.SandboxUnavailableException">The machine does not allow it; the message says what is missing.</exception>
    public Task<Lab> GetLabAsync(CancellationToken cancellationToken = default) =>
        language.Session.GetLabAsync(new HostedOutput((_, _) => { }, _ => { }), cancellationToken);

    /// <summary>Runs a cell. The words that would stand in its selector line may be its first line, behind <c>#!args</c>.</summary>
    /// <param name="languageName">One of <see cref="Languages"/>.</param>
    /// <param name="code">The cell's text, without its selector line.</param>
    /// <param name="display">Shows a result; also called with what has changed.</param>
    /// <param name="write">Takes text as it comes.</param>
    /// <param name="cancellationToken">Interrupts the cell.</param>
    /// <returns>What went wrong, in words; null when nothing did.</returns>
    public async Task<string?> RunAsync(string languageName, string code, HostDisplay display, Action<string> write, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(languageName);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(display);
        ArgumentNullException.ThrowIfNull(write);
        var arguments = ArgumentLine().Match(code);
        var cell = $"#!{languageName} {arguments.Groups["words"].Value}\n{(arguments.Success ? code[arguments.Length..] : code)}";
        var result = await language.ExecuteAsync(new CellRequest(cell), new HostedOutput(display, write), cancellationToken);
        if (result.Value is { } value)
        {
            display(HostedOutput.FormsOf(value), null);
        }

        // The host shows no colours in its errors.
        return result.Error is { } error ? TerminalText.Plain(string.Join('\n', error.Traceback)) : null;
    }

    /// <summary>A value of this library in its forms, by MIME type: for the host's own formatters, which are not asked in turn.</summary>
    public IReadOnlyDictionary<string, string> FormsOf(object value) =>
        PolyglotFormatters.Without(() => language.Session.Formatter.Format(value)) is { } bundle ? HostedOutput.FormsOf(bundle) : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The types whose values this library shows better than the host does.</summary>
    public static IReadOnlyList<Type> FormattedTypes { get; } =
    [
        typeof(k8s.IKubernetesObject),
        .. new[] { typeof(Lab), typeof(Charts), typeof(Netfilter.Ruleset) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type is { IsInterface: false, IsGenericTypeDefinition: false } && !(type.IsAbstract && type.IsSealed) && !typeof(Delegate).IsAssignableFrom(type)),
    ];

    /// <summary>Ends the lab.</summary>
    public ValueTask DisposeAsync() => language.DisposeAsync();

    [GeneratedRegex(@"\A\s*#!args(?<words>[^\r\n]*)(?:\r?\n|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex ArgumentLine();
}
