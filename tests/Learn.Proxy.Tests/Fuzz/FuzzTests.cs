using System.Diagnostics;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>A hundred thousand damaged dumps through everything that reads rules.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Dumps = 100_000;
    private const int MostFailures = 10;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, TimeSpan> _times = [];
    private readonly List<string> _failures = [];

    [Fact]
    public void Damaged_dumps_are_read_without_a_crash_and_without_losing_anything()
    {
        int complete = 0;
        foreach (var dump in MutatedDumps.First(Dumps).TakeWhile(_ => _failures.Count < MostFailures))
        {
            Try(dump, "parse", () =>
            {
                var parsed = RulesetParser.TryParse(dump.Utf8, dump.Family);
                complete += parsed.Succeeded ? 1 : 0;
                foreach (var (name, read) in DumpReadings.All)
                {
                    Try(dump, name, () => read(dump, parsed.Ruleset));
                }
            });
        }

        output.WriteLine($"{Dumps} dumps, numbers 0 to {Dumps - 1}; {complete} could be read completely.");
        output.WriteLine(string.Join('\n', _times.Select(time => $"{time.Key}: {time.Value.TotalSeconds:0.0} s")));
        Assert.True(_failures.Count == 0, string.Join("\n\n", _failures));
        Assert.InRange(complete, Dumps / 10, Dumps);
    }

    private void Try(MutatedDump dump, string name, Action read)
    {
        try
        {
            var watch = Stopwatch.StartNew();
            read();
            if (watch.Elapsed > Hang)
            {
                // The machine may have done something else; twice in a row it has not.
                watch.Restart();
                read();
                Assert.True(watch.Elapsed < Hang, $"took {watch.Elapsed.TotalSeconds:0.0} s");
            }

            _times[name] = _times.GetValueOrDefault(name) + watch.Elapsed;
        }
        catch (Exception failure)
        {
            _failures.Add($"{name} of {dump}: {failure}");
        }
    }
}
