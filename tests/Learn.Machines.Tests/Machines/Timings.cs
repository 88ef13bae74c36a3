using System.Collections.Concurrent;
using System.Globalization;
using Learn.Machines.Tests.Enclosures;

namespace Learn.Machines.Tests.Machines;

/// <summary>How long what took.</summary>
internal sealed class Timings
{
    private readonly ConcurrentQueue<(string What, TimeSpan Time)> steps = [];

    public void Add(string what, Outcome outcome) => Add(what, outcome.Time);

    public void Add(string what, TimeSpan time) => steps.Enqueue((what, time));

    /// <summary>Writes a line for each. <c>./learn test</c> shows lines that begin so.</summary>
    public void Tell()
    {
        foreach (var (what, time) in steps)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure: {time.TotalSeconds,6:0.0} s  {what}"));
        }
    }
}
