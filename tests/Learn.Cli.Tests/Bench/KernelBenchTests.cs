using System.Text;
using Learn.Cli.Bench.Kernels;

namespace Learn.Cli.Tests.Bench;

/// <summary>What the measuring script says becomes a table; how fast anything is, no test asks.</summary>
public sealed class KernelBenchTests
{
    private readonly KernelValues values = new();

    [Fact]
    public void The_table_puts_both_kernels_side_by_side_with_goal_and_ratio()
    {
        Say("ipykernel", "start", 500, 400, 600);
        Say("learn", "start", 200, 100, 300);
        Say("ipykernel", "warm", 4);
        Say("learn", "warm", 8);

        var writer = new StringWriter { NewLine = "\n" };
        var console = Spectre.Console.AnsiConsole.Create(new() { Out = new Spectre.Console.AnsiConsoleOutput(writer), Ansi = Spectre.Console.AnsiSupport.No });
        console.Profile.Width = 140;
        KernelTable.Write(console, KernelGoals.Compare(values, 1000, 250));

        var rows = writer.ToString().Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains("process start to kernel_info reply 3 500 ms 400–600 200 ms 100–300 < 450 ms ✓ 0.4 ×", rows);
        Assert.Contains("warm cell 1+1, to idle 1 4.0 ms 4.0–4.0 8.0 ms 8.0–8.0 < 6.0 ms ✗ 2.0 ×", rows);
    }

    [Fact]
    public void What_was_not_measured_has_no_row_and_a_ratio_to_nothing_is_not_told()
    {
        Say("ipykernel", "growth", 0);
        Say("learn", "growth", 3);
        Say("learn", "memory", 100);

        var only = Assert.Single(KernelGoals.Compare(values, 1000, 250));

        Assert.Equal(("growth of memory, cells 101 to 1,000", null), (only.Ours.Name, only.Ratio));
    }

    [Fact]
    public void Progress_is_passed_on_and_is_no_value()
    {
        var said = new List<string>();
        KernelBenchmark.Read("{\"progress\": \"run 1 of 10 …\"}", values, new Said(said));

        Assert.Equal(["run 1 of 10 …"], said);
        Assert.Empty(KernelGoals.Compare(values, 1, 1));
    }

    [Fact]
    public void The_script_comes_with_the_program_and_measures_everything_that_the_table_shows()
    {
        string script = Encoding.UTF8.GetString(KernelBenchmark.Script());
        foreach (string what in (string[])["start", "first at once", "processor", "first after 1 s", "warm", "late", "late processor", "late declaring", "memory", "growth", "declaring growth"])
        {
            Assert.Contains($"what=\"{what}\"", script, StringComparison.Ordinal);
            Say("ipykernel", what, 1);
            Say("learn", what, 1);
        }

        Assert.Equal(11, KernelGoals.Compare(values, 1000, 250).Count);
    }

    private void Say(string kernel, string what, params double[] all)
    {
        foreach (double value in all)
        {
            KernelBenchmark.Read(FormattableString.Invariant($$"""{"kernel": "{{kernel}}", "what": "{{what}}", "value": {{value}}}"""), values, new Said([]));
        }
    }

    private sealed class Said(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }
}
