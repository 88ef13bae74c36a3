using System.Text.Json;
using Learn.Cli.Doctor;
using Learn.Cli.Tests.Labs;
using Learn.Cli.Tests.Notebooks;
using Learn.Cli.Workshops;

namespace Learn.Workshops.Tests.Rooms;

/// <summary>learn workshop check: reports as people paste them.</summary>
public sealed class RoomTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reports_are_found_between_other_words_and_the_newest_of_a_machine_counts()
    {
        string paste = $"Ada, 09:12\nhere you are:\n```json\n{ReportOf("ada", Noon, "iptables")}\n```\nBob: {ReportOf("bob", Noon).ReplaceLineEndings(" ")} thanks!\n"
            + $"now it works\n{ReportOf("ADA", Noon.AddHours(1))}";

        var (reports, damaged) = PastedReports.Read(paste, "room.txt");
        var room = Room.Of(reports, damaged);

        Assert.Empty(damaged);
        Assert.Equal(["ADA", "bob"], room.Machines.Select(machine => machine.Report.Machine));
        Assert.Equal([2, 1], room.Machines.Select(machine => machine.Reports));
        Assert.True(room.IsReady);
        Assert.Contains("2 of 2 machines are ready.", RoomText.Write(room), StringComparison.Ordinal);
    }

    [Fact]
    public void What_mail_and_chat_do_to_a_text_is_undone_or_said()
    {
        string quoted = "> " + ReportOf("ada", Noon).Replace("\n", "\n> ", StringComparison.Ordinal);
        string blanks = ReportOf("bob", Noon).Replace("  ", "\u00a0\u00a0", StringComparison.Ordinal);
        string curled = ReportOf("eve", Noon).Replace("\"doctor\"", "\u201cdoctor\u201d", StringComparison.Ordinal);

        var (reports, damaged) = PastedReports.Read($"{quoted}\n{blanks}\n{curled}\n", "chat.txt");

        Assert.Equal(["ada", "bob"], reports.Select(report => report.Machine));
        string problem = Assert.Single(damaged);
        Assert.StartsWith("chat.txt, line ", problem, StringComparison.Ordinal);
        Assert.Contains("quotation marks", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_was_cut_off_is_named_with_its_line_and_the_one_behind_it_is_read()
    {
        string whole = ReportOf("ada", Noon);
        string paste = $"first\n{whole[..(whole.Length / 2)]}\n\n{ReportOf("bob", Noon)}";

        var (reports, damaged) = PastedReports.Read(paste, "room.txt");

        Assert.Equal("bob", Assert.Single(reports).Machine);
        Assert.Contains("no whole report of 'learn doctor --json'", Assert.Single(damaged), StringComparison.Ordinal);
        Assert.False(Room.Of(reports, damaged).IsReady);
    }

    [Fact]
    public async Task The_command_says_what_to_do_at_each_machine_and_its_exit_code_says_whether_all_are_ready()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("good.json"), ReportOf("ada", Noon), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("bad.txt"), $"hello {ReportOf("bob", Noon, "iptables")}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("none.txt"), "I could not do it, sorry", TestContext.Current.CancellationToken);

        var good = await LearnRun.OfAsync("workshop", "check", folder.At("good.json"));
        Assert.Equal((0, ""), (good.ExitCode, good.Error));

        var both = await LearnRun.OfAsync("workshop", "check", folder.At("good.json"), folder.At("bad.txt"));
        Assert.Equal(1, both.ExitCode);
        Assert.Contains("1 of 2 machines are ready.", both.Output, StringComparison.Ordinal);
        Assert.Contains("bob\n  lacking  iptables: not found\n           apt-get install iptables\n", both.Output, StringComparison.Ordinal);

        var json = JsonDocument.Parse((await LearnRun.OfAsync("workshop", "check", "--json", folder.At("bad.txt"))).Output).RootElement;
        Assert.False(json.GetProperty("isReady").GetBoolean());
        Assert.Equal("apt-get install iptables", json.GetProperty("machines")[0].GetProperty("problems")[0].GetProperty("remedy").GetString());

        var none = await LearnRun.OfAsync("workshop", "check", folder.At("none.txt"));
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("there is no report in it", none.Error, StringComparison.Ordinal);

        var absent = await LearnRun.OfAsync("workshop", "check", folder.At("absent.json"));
        Assert.Equal(2, absent.ExitCode);
        Assert.Contains("absent.json cannot be read", absent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_machine_s_own_report_is_understood()
    {
        var doctor = await LearnRun.OfAsync("doctor", "--json");
        var check = await LearnRun.WithInputAsync(System.Text.Encoding.UTF8.GetBytes($"Here is mine\n{doctor.Output}\nthanks"), "workshop", "check", "-");

        Assert.Equal(doctor.ExitCode == 0 ? 0 : 1, check.ExitCode);
        Assert.Contains(Environment.MachineName, check.Output, StringComparison.OrdinalIgnoreCase);
    }

    private static string ReportOf(string machine, DateTimeOffset time, params string[] lacking) => DoctorReport.Of(
        machine,
        "0.1.0",
        time,
        [
            new DoctorFinding { Id = "sdk", Area = DoctorArea.Machine, Status = DoctorStatus.Ready, Title = "SDK", Seen = "10.0.401 {with \"quotes\"}", Remedy = null },
            .. lacking.Select(program => new DoctorFinding { Id = program, Area = DoctorArea.Programs, Status = DoctorStatus.Lacking, Title = program, Seen = "not found", Remedy = $"apt-get install {program}" }),
        ]).ToJson();
}
