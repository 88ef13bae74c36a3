using Learn.Jupyter.CSharp;

namespace Learn.Notebook;

/// <summary>What every C# cell can call without naming a type.</summary>
public static partial class NotebookFunctions
{
#pragma warning disable IDE1006 // Lower case, as learners know these names from Polyglot notebooks.
#pragma warning disable CA1708

    /// <summary>
    /// The notebook's lab. The first use starts it. Assigning another one (<c>lab = await Lab.StartAsync(…)</c>) ends the one before, and all cells, kubectl and
    /// iptables too, use the new one.
    /// </summary>
    public static Lab lab
    {
        get
        {
            var context = CellContext.Current;
            var session = NotebookSession.Current;
            return session.LabIfStarted ?? Task.Run(() => session.GetLabAsync(context.Output, context.CancellationToken)).GetAwaiter().GetResult();
        }

        set
        {
            var session = NotebookSession.Current;
            Task.Run(() => session.UseLabAsync(value)).GetAwaiter().GetResult();
        }
    }
#pragma warning restore CA1708
#pragma warning restore IDE1006
}
