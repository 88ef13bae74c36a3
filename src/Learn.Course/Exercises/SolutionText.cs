using System.Text;

namespace Learn.Course;

/// <summary>A solution for people: words, files, commands and answers, in Markdown.</summary>
internal sealed class SolutionText(DrawnExercise drawn, Lab? lab)
{
    private readonly StringBuilder text = new();

    /// <summary>Writes it.</summary>
    public string Of(Attempt solution)
    {
        Paragraph(Render(solution.Definition.Text));
        foreach (var action in solution.Definition.Actions)
        {
            Write(action, solution.Folder);
        }

        foreach (var (question, answer) in solution.Definition.Answers)
        {
            text.Append($"- The answer to `{question}` is **{Render(answer).Trim()}**.\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private void Write(ActionDefinition action, string folder)
    {
        if (action.Apply is { } apply)
        {
            bool isFile = !apply.Contains('\n', StringComparison.Ordinal);
            Block(isFile ? $"Apply `{Path.GetFileName(Render(apply))}`:" : "Apply:", "yaml", isFile ? File.ReadAllText(Path.Combine(folder, Render(apply))) : apply);
        }
        else if (action.Run is { } run)
        {
            Block($"On `{Render(action.On ?? "node/node-1")}`:", "sh", run);
        }
        else
        {
            Paragraph(InWords(action));
        }
    }

    private string InWords(ActionDefinition action) => action switch
    {
        { Delete: { } what } => $"Delete `{Render(what)}`.",
        { Scale: { } what } => $"Scale `{Render(what)}` to {Render(action.Replicas ?? "")}.",
        { Unready: { } what } => $"Make `{Render(what)}` fail its readiness.",
        { Ready: { } what } => $"Make `{Render(what)}` ready.",
        { Fault: { } what } => $"In `{Render(what)}` let this go wrong: {action.How}.",
        { StopProxy: { } node } => $"Stop kube-proxy on {Render(node)}.",
        { StartProxy: { } node } => $"Start kube-proxy on {Render(node)}.",
        { Hold: { } what } => $"Keep `{Render(what)}` open.",
        _ => "",
    };

    private void Paragraph(string words)
    {
        if (words.Trim().Length > 0)
        {
            text.Append($"{words.Trim()}\n\n");
        }
    }

    private void Block(string head, string language, string template) => text.Append($"{head}\n\n```{language}\n{Render(template).TrimEnd()}\n```\n\n");

    private string Render(string template) => lab is null ? drawn.RenderInWords(template) : drawn.Render(template, lab);
}
