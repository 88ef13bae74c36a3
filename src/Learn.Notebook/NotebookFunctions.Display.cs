using Learn.Jupyter.CSharp;
using Microsoft.AspNetCore.Html;

namespace Learn.Notebook;

/// <content>Showing things.</content>
public static partial class NotebookFunctions
{
#pragma warning disable IDE1006 // Lower case, as learners know these names from Polyglot notebooks and IPython.
#pragma warning disable CA1707, CA1708

    /// <summary>Shows a value below the cell; what comes back can change it where it stands: <c>var shown = display(1); shown.Update(2);</c></summary>
    /// <param name="value">The value; null is shown as the word.</param>
    /// <param name="mimeTypes">The only forms to show it in, such as <c>text/html</c>; all that there are where it is left out.</param>
    /// <exception cref="ArgumentException">The value cannot be shown in such a form.</exception>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(value, mimeTypes);

    /// <summary>Removes what the cell has shown so far.</summary>
    /// <param name="wait">True to wait for the next output, so that nothing flickers.</param>
    public static void clear_output(bool wait = false) => CellContext.Current.Output.ClearOutput(wait);
#pragma warning restore CA1707, CA1708
#pragma warning restore IDE1006

    /// <summary>A text that is HTML already: shown as it is, not escaped.</summary>
    public static IHtmlContent HTML(string content) => new HtmlString(content);

    /// <summary>A text that the front end sets as Markdown.</summary>
    public static MarkdownText Markdown(string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(content);
    }

    /// <summary>Asks the learner for a line.</summary>
    /// <param name="prompt">Shown beside the input.</param>
    /// <exception cref="Jupyter.InputRefusedException">The front end cannot ask (nbconvert, for one).</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static string Input(string prompt = "") => Ask(prompt, isPassword: false);

    /// <summary>Asks the learner for a line that is not shown while it is typed.</summary>
    /// <param name="prompt">Shown beside the input.</param>
    /// <exception cref="Jupyter.InputRefusedException">The front end cannot ask (nbconvert, for one).</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static string PasswordInput(string prompt = "Password: ") => Ask(prompt, isPassword: true);

    private static string Ask(string prompt, bool isPassword)
    {
        var context = CellContext.Current;
        return context.Output.RequestInputAsync(prompt, isPassword, context.CancellationToken).GetAwaiter().GetResult();
    }
}
