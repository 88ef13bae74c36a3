using System.Runtime.CompilerServices;
using System.Text.Json;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// Brings plotly.js into a notebook's page once: with the first figure of a session, as an output of its own that a page runs again whenever it is
/// opened. The cell that has it is remembered. When that cell is run again its outputs are replaced, so the next figure brings the library
/// anew. A restarted session knows nothing of pages and begins from the start: "restart and run all" always leaves a notebook whole.
/// </summary>
internal sealed class FigureLibrary
{
    private readonly Lock gate = new();
    private string current = "";
    private string? carrier;

    /// <summary>A cell begins.</summary>
    public void Begin(CellRequest request)
    {
        lock (gate)
        {
            current = IdentityOf(request);
            carrier = carrier == current ? null : carrier;
        }
    }

    /// <summary>The running cell clears its outputs, the library with them if it is there.</summary>
    public void Cleared()
    {
        lock (gate)
        {
            carrier = carrier == current ? null : carrier;
        }
    }

    /// <summary>Shows the library before the content, where that needs it and the notebook has none.</summary>
    public void Accompany(MimeBundle? content, ICellOutput output)
    {
        if (content?.Data.ContainsKey(Forms.Plotly) != true)
        {
            return;
        }

        lock (gate)
        {
            if (carrier is not null)
            {
                return;
            }

            carrier = current;
        }

        output.Display(new DisplayData(Library()));
    }

    // Apart: the assembly of figures is loaded for the first of them, not for the first cell.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MimeBundle Library() => MimeBundle.Empty.With(Forms.Html, NotebookFigure.Library);

    // JupyterLab and VS Code name their cells. Where nobody does, a cell is what it says.
    private static string IdentityOf(CellRequest request) =>
        request.Metadata.ValueKind == JsonValueKind.Object && request.Metadata.TryGetProperty("cellId", out var id) && id.ValueKind == JsonValueKind.String
            ? $"id {id.GetString()}"
            : $"code {request.Code.Trim()}";
}
