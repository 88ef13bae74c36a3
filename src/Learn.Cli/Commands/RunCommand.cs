using System.CommandLine;
using Learn.Cli.Notebooks.Running;
using Learn.Notebook;

namespace Learn.Cli.Commands;

/// <summary><c>learn run</c>: a notebook without Jupyter.</summary>
internal sealed class RunCommand : Command
{
    private readonly Argument<FileInfo> notebook = new("NOTEBOOK") { Description = "The .ipynb file." };
    private readonly Option<FileInfo?> output = new("--output", "-o") { Description = "Writes the notebook with its outputs here (usual: into NOTEBOOK itself).", HelpName = "FILE" };
    private readonly Option<FileInfo?> html = new("--html") { Description = "Also writes a page that opens anywhere, without a network.", HelpName = "FILE" };
    private readonly Option<double?> timeout = new("--timeout") { Description = "Interrupts a cell that runs for longer; it counts as failed.", HelpName = "SECONDS" };
    private readonly Option<bool> allowErrors = new("--allow-errors") { Description = "Goes on after a cell that failed. (A cell tagged raises-exception may fail anyway.)" };
    private readonly Option<string[]> parameters = new("--param", "-p") { Description = "Sets a variable of the cell tagged parameters; may be repeated.", HelpName = "NAME=VALUE" };

    private RunCommand(TextWriter output, TextWriter error)
        : base("run", "Runs a notebook without Jupyter and stores what its cells show. Exit code 1 if a cell fails; the cells after it are not run.")
    {
        Add(notebook);
        Add(this.output);
        Add(html);
        Add(timeout);
        Add(allowErrors);
        Add(parameters);
        timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } seconds && !(seconds is > 0 and <= 1_000_000))
            {
                result.AddError("--timeout takes seconds: a number above 0, such as 60 or 0.5.");
            }
        });
        SetAction((parsed, cancellationToken) => new StoredRun(PlanOf(parsed), output, error).RunAsync(cancellationToken));
    }

    /// <summary>Makes the command.</summary>
    public static RunCommand Create(TextWriter output, TextWriter error) => new(output, error);

    private RunPlan PlanOf(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(notebook).FullName;
        return new RunPlan
        {
            Notebook = file,
            Output = parsed.GetValue(output)?.FullName ?? file,
            Html = parsed.GetValue(html)?.FullName,
            Options = new NotebookRunOptions
            {
                CellTimeout = parsed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                AllowsErrors = parsed.GetValue(allowErrors),
            },
            Parameters = ParametersOf(parsed.GetValue(parameters) ?? []),
        };
    }

    private static Dictionary<string, string> ParametersOf(IEnumerable<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var parts = word.Split('=', 2);
            if (parts.Length < 2)
            {
                throw new LabException($"--param takes NAME=VALUE, such as replicas=3; this is \"{word}\".");
            }

            values[parts[0].Trim()] = parts[1];
        }

        return values;
    }
}
