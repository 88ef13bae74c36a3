namespace Learn.Jupyter.CSharp;

/// <content>What is done before the first cell comes.</content>
public sealed partial class CSharpEngine
{
    private static readonly string[] WarmUpCells = ["1 + 1", "foreach (var i in Enumerable.Range(0, 2)) { await Task.Yield(); }\nList<int> list = [1];\nlist.Count"];

    /// <summary>Runs small cells of which nothing is kept, so that the first real cell meets a warm compiler. Gives way to a real one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value of the last of them; null when a real cell came first. The task ends when the engine is warm.</returns>
    public Task<object?> WarmUpAsync(CancellationToken cancellationToken = default) => Task.Run(
        async () =>
        {
            // In the session's own compiler: what it finds out about the references is a good part of the work.
            object? value = null;
            foreach (var cell in WarmUpCells)
            {
                if (_isInUse)
                {
                    return null;
                }

                value = (await RunAsync(cell, new CellContext("warm-up", null, cancellationToken), isKept: false).ConfigureAwait(false)).Value;
            }

            return value;
        },
        cancellationToken);
}
