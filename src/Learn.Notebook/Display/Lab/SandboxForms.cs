using Learn.Jupyter;
using Learn.Sandbox;

namespace Learn.Notebook;

/// <summary>What commands wrote, and connections as the kernel tracks them.</summary>
internal static class SandboxForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        CommandResult result => Of(result),
        WorldReport report => MimeBundle.Text(report.ToString()).With(Forms.Html, new HtmlOutput().Block(report.ToString(), "wrap").ToString()),
        Host host => MimeBundle.Text($"Host {host.Name}"),
        _ when SandboxRows.TryMake([value]) is { } table => table.ToBundle(),
        _ => null,
    };

    private static MimeBundle Of(CommandResult result)
    {
        var (output, error) = (Clean(result.OutputText), Clean(result.ErrorText));
        var html = new HtmlOutput().Open("div", "muted mono").Text($"$ {DisplayLimits.Cut(string.Join(' ', result.Arguments), DisplayLimits.CellText)}").Close("div");
        if (output.Length > 0)
        {
            html.Block(output);
        }

        if (error.Length > 0)
        {
            html.Block(error, "bad");
        }

        var ending = result.Signal is { } signal ? $"ended by signal {signal}" : $"exit status {result.ExitCode}";
        html.Element("div", ending, result.Succeeded ? "muted" : "bad");
        string[] parts = [output, error, result.Succeeded ? "" : $"({ending})"];
        var text = string.Join('\n', parts.Where(part => part.Length > 0));
        return MimeBundle.Text(text.Length > 0 ? text : $"({ending})").With(Forms.Html, html.ToString());
    }

    // Colours and cursor movements mean nothing here.
    private static string Clean(string text) => DisplayLimits.Cut(TerminalText.Plain(text.ReplaceLineEndings("\n").TrimEnd('\n')), DisplayLimits.Text);
}
