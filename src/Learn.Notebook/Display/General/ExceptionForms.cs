using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>An exception as a value: what and why in the foreground, where it came from on demand.</summary>
internal static class ExceptionForms
{
    private const int MostFrames = 40;
    private const int DeepestCause = 8;

    /// <summary>The exception in its forms.</summary>
    public static MimeBundle Of(Exception exception)
    {
        var html = new HtmlOutput().Needs(StyleParts.Error);
        var text = new List<string>();
        Write(html, text, exception, 0);
        return MimeBundle.Text(string.Join('\n', text)).With(Forms.Html, html.ToString());
    }

    private static void Write(HtmlOutput html, List<string> text, Exception exception, int depth)
    {
        var indent = new string(' ', depth * 2);
        var message = DisplayLimits.Cut(exception.Message, DisplayLimits.Text / 10);
        text.Add($"{indent}{exception.GetType().FullName}: {message}");
        html.Open("div", "error").Open("div", "what").Element("span", TypeName.Of(exception.GetType()), "type").Text(": " + message).Close("div");
        var frames = (exception.StackTrace ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (frames.Length > 0)
        {
            var shown = frames.Take(MostFrames).Concat(frames.Length > MostFrames ? [$"… and {frames.Length - MostFrames} more"] : []).ToList();
            text.AddRange(shown.Select(frame => $"{indent}   {frame}"));
            html.Raw("<details>").Open("summary", "muted").Text($"{frames.Length} frame{(frames.Length == 1 ? "" : "s")}").Close("summary")
                .Block(string.Join('\n', shown), "wrap").Close("details");
        }

        IReadOnlyList<Exception> causes = exception is AggregateException several ? several.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        foreach (var cause in causes.Take(depth < DeepestCause ? DisplayLimits.NestedItems : 0))
        {
            text.Add($"{indent}  caused by");
            html.Element("div", "caused by", "muted");
            Write(html, text, cause, depth + 1);
        }

        html.Close("div");
    }
}
