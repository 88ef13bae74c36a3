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

        var table = new ShownTable(
            ["Name", "Type", "Value"], [.. variables.Select(variable => (IReadOnlyList<TableCell>)[variable.Name, TypeName.Of(variable.Type), ValueOf(variable)])]);
        return Task.FromResult(new BlockResult(CellResult.Ok(table.ToBundle())));
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
