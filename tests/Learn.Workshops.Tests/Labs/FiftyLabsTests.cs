using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Learn.Workshops.Tests.Labs;

/// <summary>A class on one machine: fifty labs at once, each with the same Service at the same address, each alone.</summary>
[Collection(nameof(MachineToItself))]
public sealed class FiftyLabsTests
{
    private const int Learners = 50;

    // More do not start faster on two cores; each only takes longer.
    private const int StartedTogether = 3;

    [Fact]
    public async Task Fifty_labs_run_at_once_and_none_reaches_another_and_nothing_is_left()
    {
        var cancellation = TestContext.Current.CancellationToken;
        long begin = Stopwatch.GetTimestamp();
        long free = MachineMemory.AvailableMebibytes();
        var labs = new ConcurrentBag<LearnerLab>();
        try
        {
            await Parallel.ForAsync(0, Learners, new ParallelOptions { MaxDegreeOfParallelism = StartedTogether, CancellationToken = cancellation },
                async (number, cancel) => labs.Add(await LearnerLab.StartAsync(number, cancel)));
            var started = Stopwatch.GetElapsedTime(begin);
            long used = free - MachineMemory.AvailableMebibytes();
            var costs = labs.Select(lab => LabCost.Of(lab.ProcessId)).ToList();

            long asking = Stopwatch.GetTimestamp();
            var visits = await Task.WhenAll(labs.Select(lab => lab.VisitAsync(cancellation)));
            var asked = Stopwatch.GetElapsedTime(asking);

            foreach (var (lab, visit) in labs.Zip(visits))
            {
                // The same address in each lab, and behind it only that lab's own Pods.
                Assert.Equal(8, visit.Answers.Length);
                Assert.All(visit.Answers, answer => Assert.StartsWith($"learner-{lab.Number}-", answer, StringComparison.Ordinal));
                // One lab has a Service that no other has.
                Assert.Equal(lab.Number == LearnerLab.WithASecret, visit.ReachedTheSecret);
            }

            string machine = new FileInfo("/proc/self/ns/net").LinkTarget!;
            Assert.Equal(Learners, visits.Select(visit => visit.Network).Append(machine).Distinct().Count() - 1);
            Report(labs.Select(lab => lab.StartTime), costs, started, asked, used);
        }
        finally
        {
            await Task.WhenAll(labs.Select(lab => lab.DisposeAsync().AsTask()));
        }

        foreach (var lab in labs)
        {
            Assert.DoesNotContain(lab.Name, File.ReadAllText("/proc/net/unix"), StringComparison.Ordinal);
            Assert.DoesNotContain(lab.Processes, process => Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}")));
        }
    }

    private static void Report(IEnumerable<TimeSpan> times, List<LabCost> costs, TimeSpan started, TimeSpan asked, long used)
    {
        var sorted = times.Order().ToList();
        var memory = costs.Select(cost => cost.Mebibytes).Order().ToList();
        var processor = costs.Select(cost => cost.ProcessorSeconds).Order().ToList();
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Learners} labs up in {started.TotalSeconds:0.0} s (each {sorted[Learners / 2].TotalSeconds:0.0} s, at most {sorted[^1].TotalSeconds:0.0} s); "
            + $"memory of one {memory[Learners / 2]:0} MiB, at most {memory[^1]:0}, of all {memory.Sum():0} MiB ({used} MiB less available); "
            + $"processor to start one {processor[Learners / 2]:0.0} s; all answered within {asked.TotalSeconds:0.0} s."));
        // Room for several times as many on 24 GiB; a lab that grows tenfold is to be noticed.
        Assert.InRange(memory.Sum(), 1, 12_000);
    }
}
