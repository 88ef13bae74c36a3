using System.CommandLine;
using System.Text.Json;
using Learn.Cli.Bench;
using Learn.Cli.Bench.Kernels;

namespace Learn.Cli.Commands;

/// <summary><c>learn bench</c>: how long a learner waits, and what a lab and a notebook kernel cost.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var runs = NumberOption.Create("--runs", "How often each thing is measured,", 1, 1000, 10);
        var json = new Option<FileInfo?>("--json") { Description = "Also writes the figures to this file.", HelpName = "FILE" };
        var kills = NumberOption.Create("--kills", "How many labs are killed at a random moment, to see that nothing remains,", 0, 1000, 20);
        var lab = new Command("lab", "Starts labs, applies pods, sends traffic, and measures.") { runs, kills, json };
        lab.SetAction(async (parsed, cancellationToken) =>
        {
            var console = Terminal.Create(output);
            var progress = new LineProgress(error);
            List<Measurement> measurements = [.. await new LabBenchmark(parsed.GetValue(runs), progress).RunAsync(cancellationToken)];
            if (parsed.GetValue(kills) > 0)
            {
                measurements.AddRange(await new KillBenchmark(parsed.GetValue(kills), progress).RunAsync(cancellationToken));
            }

            BenchReport.WriteTable(console, measurements);
            string text = BenchReport.ToJson(measurements);
            await output.WriteLineAsync(text);
            if (parsed.GetValue(json) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
            }

            return measurements.All(m => m.ReachesGoal) ? ExitCode.Done : ExitCode.NotSo;
        });
        return new Command("bench", "Measures this machine.") { lab, BenchCourseCommand.Create(output, error), CreateKernel(output, error), CreateOnce(output), CreateVictim() };
    }

    private static Command CreateKernel(TextWriter output, TextWriter error)
    {
        var runs = NumberOption.Create("--runs", "How often each kernel is started,", 1, 1000, 10);
        var cells = NumberOption.Create("--cells", "How many cells a long session has, none for no long sessions,", 0, 100_000, 1000);
        var declaring = NumberOption.Create("--declaring", "How many cells that declare something a long session has,", 1, 10_000, 250);
        var json = new Option<FileInfo?>("--json") { Description = "Also writes the figures to this file.", HelpName = "FILE" };
        var kernel = new Command("kernel", "Starts the notebook kernel and ipykernel in turn, runs cells, and measures.") { runs, cells, declaring, json };
        kernel.SetAction(async (parsed, cancellationToken) =>
        {
            var benchmark = new KernelBenchmark(parsed.GetValue(runs), parsed.GetValue(cells), parsed.GetValue(declaring), new LineProgress(error));
            var comparisons = await benchmark.RunAsync(cancellationToken);
            KernelTable.Write(Terminal.Create(output), comparisons);
            string text = BenchReport.ToJson([.. comparisons.SelectMany(each => (Measurement[])[each.Other, each.Ours])]);
            await output.WriteLineAsync(text);
            if (parsed.GetValue(json) is { } file)
            {
                await File.WriteAllTextAsync(file.FullName, text, cancellationToken);
            }

            return comparisons.All(each => each.Ours.ReachesGoal) ? ExitCode.Done : ExitCode.NotSo;
        });
        return kernel;
    }

    // One run of the measurements, as JSON.
    private static Command CreateOnce(TextWriter output)
    {
        var kind = new Argument<string>("kind");
        var once = new Command("once", "One run of 'bench lab'.") { kind };
        once.Hidden = true;
        once.SetAction(async (parsed, cancellationToken) =>
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(await LabBenchmark.RunOnceAsync(parsed.GetRequiredValue(kind), cancellationToken)));
            return ExitCode.Done;
        });
        return once;
    }

    // A lab that does something all the time until it is killed.
    private static Command CreateVictim()
    {
        var name = new Argument<string>("name");
        var victim = new Command("victim", "A lab to be killed by 'bench lab'.") { name };
        victim.Hidden = true;
        victim.SetAction(async (parsed, cancellationToken) =>
        {
            await KillVictim.RunAsync(parsed.GetRequiredValue(name), cancellationToken);
            return ExitCode.Done;
        });
        return victim;
    }
}
