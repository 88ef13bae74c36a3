using System.Diagnostics;

namespace Learn.Benchmarks;

/// <summary>
/// Measures processor time instead of elapsed time: on a machine that is busy with other things the latter says more about those. Garbage
/// collections of the process are part of it.
/// </summary>
internal static class CpuTimes
{
    private const int Runs = 30;

    internal static void Print()
    {
        Console.WriteLine("| what | median CPU time | least | most |");
        Console.WriteLine("|---|---|---|---|");
        foreach (string size in (ReadOnlySpan<string>)["10000x10", "1000x5", "100x100", "1x10000"])
        {
            var full = new FullSync { Size = size };
            full.Setup();
            Measure($"full sync, {size}", 1, () => full.Payload());
        }

        foreach (string size in (ReadOnlySpan<string>)["10000x10", "10000x30", "1000x5"])
        {
            var partial = new PartialSync { Size = size };
            partial.Setup();
            Measure($"one change among {size}", 50, () => partial.Payload());
        }

        PrintWalks();
        var parse = new ParseSave();
        parse.Setup();
        Measure("parsing a save of 33 MB", 1, () => parse.Parse());
        PrintReading();
        PrintExplanations();
    }

    /// <summary>Those of reading and comparing alone.</summary>
    internal static void PrintReading()
    {
        var read = new ReadAndCompare();
        read.Setup();
        Measure("reading its Services back", 1, () => read.Read());
        Measure("comparing it with one that differs in an endpoint", 1, () => read.Compare());
    }

    /// <summary>Those of explanations alone.</summary>
    internal static void PrintExplanations()
    {
        var explain = new ExplainAll();
        explain.Setup();
        Measure("a sentence for every rule of it", 1, () => ExplainAll.Explain(explain.Before));
        Measure("parsing, a sentence for every rule, and comparing, together", 1, () => explain.ParseExplainAndCompare());
    }

    internal static void PrintWalks()
    {
        foreach (string size in (ReadOnlySpan<string>)["10000x10", "1x10000"])
        {
            var walk = new WalkPacket { Size = size };
            walk.Setup();
            Measure($"walk of one packet, {size}", size[0] == '1' && size[1] == 'x' ? 1 : 200, () => walk.Walk());
            Measure($"the same without an index, {size}", 1, () => walk.WalkWithoutIndex());
            Measure($"the same with the text of its tree, {size}", size[1] == 'x' ? 1 : 100, () => walk.WalkAndText());
            var times = new List<double>();
            for (int run = 0; run < Runs / 3; run++)
            {
                walk.Forget();
                GC.Collect();
                var watch = Stopwatch.StartNew();
                walk.Walk();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            times.Sort();
            Console.WriteLine($"| the first one, with the index and the names of chains, {size} (elapsed) | {times[Runs / 6]:f1} ms | {times[0]:f1} ms | {times[^1]:f1} ms |");
        }
    }

    private static void Measure(string what, int repetitions, Action action)
    {
        using var process = Process.GetCurrentProcess();
        var times = new List<double>();
        for (int run = -10; run < Runs; run++)
        {
            process.Refresh();
            TimeSpan before = process.TotalProcessorTime;
            for (int repetition = 0; repetition < repetitions; repetition++)
            {
                action();
            }

            process.Refresh();
            if (run >= 0)
            {
                times.Add((process.TotalProcessorTime - before).TotalMilliseconds / repetitions);
            }
        }

        times.Sort();
        Console.WriteLine($"| {what} | {times[Runs / 2]:f3} ms | {times[0]:f3} ms | {times[^1]:f3} ms |");
    }
}
