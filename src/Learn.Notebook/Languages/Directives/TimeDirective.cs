using System.Diagnostics;
using System.Globalization;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary><c>#!time</c>: runs the C# below and says how long it took.</summary>
/// <param name="csharp">Runs it.</param>
internal sealed class TimeDirective(ICellLanguage csharp) : ICellLanguage
{
    public string Name => "time";

    public string Summary => "runs the C# below and says how long it took";

    public string Usage => "#!time";

    public bool TakesValues => false;

    public bool NeedsOwnCSharp => true;

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(context.Block.Code))
        {
            throw new CellException("There is nothing to time: write C# below #!time.");
        }

        var started = Stopwatch.GetTimestamp();
        var result = await csharp.ExecuteAsync(context, cancellationToken);
        var taken = Stopwatch.GetElapsedTime(started);
        context.Output.Display(new DisplayData(MimeBundle.Text(taken.TotalSeconds < 1
            ? string.Create(CultureInfo.InvariantCulture, $"Wall time: {taken.TotalMilliseconds:0.0} ms")
            : string.Create(CultureInfo.InvariantCulture, $"Wall time: {taken.TotalSeconds:0.00} s"))));
        return result;
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken) => csharp.CompleteAsync(question, cancellationToken);

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken) => csharp.InspectAsync(question, cancellationToken);
}
