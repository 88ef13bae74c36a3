using System.Net;
using System.Text;
using Learn.Jupyter;
using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary><c>#!who</c> and <c>#!whos</c>: the C# variables of the notebook, by name alone or with type and value.</summary>
internal sealed class VariablesDirective(bool isDetailed) : ICellLanguage
{
    private const int LongestValue = 80;

    public string Name => isDetailed ? "whos" : "who";

    public string Summary => isDetailed ? "the C# variables with their types and values" : "the names of the C# variables";

    public string Usage => $"#!{Name}";

    public bool NeedsOwnCSharp => true;

    public Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var variables = context.Session.CSharp.Engine.Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal).ToList();
        if (variables.Count == 0)
        {
            return Task.FromResult(new BlockResult(CellResult.Ok(MimeBundle.Text("There is no C# variable yet."))));
        }

        if (!isDetailed)
        {
            return Task.FromResult(new BlockResult(CellResult.Ok(MimeBundle.Text(string.Join('\n', variables.Select(variable => variable.Name))))));
        }

        var table = new TextTable("name", "type", "value");
        var html = new StringBuilder("<table><thead><tr><th>Name</th><th>Type</th><th>Value</th></tr></thead><tbody>");
        foreach (var variable in variables)
        {
            string[] row = [variable.Name, TypeNames.Of(variable.Type), ValueOf(variable)];
            table.Add(row);
            html.Append("<tr>").Append(string.Concat(row.Select(cell => $"<td style=\"text-align:left\">{WebUtility.HtmlEncode(cell)}</td>"))).Append("</tr>");
        }

        return Task.FromResult(new BlockResult(CellResult.Ok(MimeBundle.Text(table.ToString()).With("text/html", html.Append("</tbody></table>").ToString()))));
    }

    private static string ValueOf(CSharpVariable variable)
    {
        string text;
        try
        {
            text = variable.Value switch
            {
                null => "null",
                string written => $"\"{written}\"",
                System.Collections.ICollection many => many.Count == 1 ? "1 element" : $"{many.Count} elements",
                var value => value.ToString() ?? "",
            };
        }
        catch (Exception e)
        {
            // The learner's own ToString; a list of variables must not fail for it.
            text = $"({e.GetType().Name}: {e.Message})";
        }

        text = text.ReplaceLineEndings(" ");
        return text.Length > LongestValue ? string.Concat(text.AsSpan(0, LongestValue), " …") : text;
    }
}
