using Learn.Cli.Doctor;

namespace Learn.Cli.Tests.Doctor;

/// <summary>The report as JSON: written, read again, and refused where it is damaged.</summary>
public sealed class DoctorReportTests
{
    private static readonly DoctorReport Report = DoctorReport.Of("desk-07", "0.1.0", new DateTimeOffset(2026, 11, 23, 18, 40, 0, TimeSpan.Zero),
    [
        new DoctorFinding { Id = "sdk", Area = DoctorArea.Machine, Status = DoctorStatus.Ready, Title = ".NET SDK", Seen = "10.0.100", Remedy = null },
        new DoctorFinding { Id = "match-recent", Area = DoctorArea.Kernel, Status = DoctorStatus.Warning, Title = "match recent", Seen = "IPv6 lacks it", Remedy = "modprobe xt_recent" },
        new DoctorFinding { Id = "trace", Area = DoctorArea.Kernel, Status = DoctorStatus.Unknown, Title = "packet trace", Seen = "no world to look in", Remedy = null },
    ]);

    [Fact]
    public void A_report_is_read_as_it_was_written()
    {
        var read = DoctorReportReader.Read(Report.ToJson(), "paste");

        Assert.Equal((Report.Form, Report.Machine, Report.Learn, Report.Time), (read.Form, read.Machine, read.Learn, read.Time));
        Assert.Equal(Report.Findings, read.Findings);
        Assert.True(read.Ready);
    }

    [Fact]
    public void It_begins_with_the_field_by_which_it_is_known()
        => Assert.StartsWith("{\n  \"doctor\": 1,\n  \"machine\": \"desk-07\",", Report.ToJson(), StringComparison.Ordinal);

    [Fact]
    public void A_machine_that_lacks_something_is_not_ready()
        => Assert.False(DoctorReport.Of("a", "0.1.0", Report.Time, [Report.Findings[1] with { Status = DoctorStatus.Lacking }]).Ready);

    [Theory]
    [InlineData("\"warning\"", "\"ill\"", "line 19, $.findings[1].status")]
    [InlineData("\"warning\"", "1", "line 19, $.findings[1].status")]
    [InlineData("\"seen\": \"10.0.100\",", "", "'seen'")]
    [InlineData("\"seen\": \"10.0.100\",", "\"seen\": \"10.0.100\", \"sight\": 1,", "'sight'")]
    [InlineData("\"seen\": \"10.0.100\",", "\"seen\": \"10.0.100\", \"seen\": \"9\",", "seen")]
    [InlineData("\"seen\": \"10.0.100\",", "\"seen\": null,", "$.findings[0].seen")]
    [InlineData("\"id\": \"trace\"", "\"id\": \"sdk\"", "\"sdk\" is there twice")]
    [InlineData("\"modprobe xt_recent\"", "null", "\"match-recent\" has a problem and no remedy")]
    [InlineData("\"ready\": true", "\"ready\": false", "$.ready: ")]
    [InlineData("\"desk-07\"", "\" \"", "the machine's name is empty")]
    [InlineData("\"doctor\": 1", "\"doctor\": 2", "a report of form 2, and this learn reads form 1")]
    [InlineData("\"doctor\": 1,", "", "it is not an object with the field \"doctor\"")]
    public void A_damaged_report_is_refused_with_the_place(string written, string damaged, string said)
    {
        string json = Report.ToJson().Replace(written, damaged, StringComparison.Ordinal);
        Assert.NotEqual(Report.ToJson(), json);

        var problem = Assert.Throws<LabException>(() => DoctorReportReader.Read(json, "room.txt"));

        Assert.StartsWith("room.txt, line ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_was_cut_off_is_refused_with_the_line_of_the_source()
    {
        string json = Report.ToJson();

        var problem = Assert.Throws<LabException>(() => DoctorReportReader.Read(json[..(json.Length / 2)], "room.txt", firstLine: 101));

        Assert.Matches(@"^room\.txt, line 1[12][0-9]: this is no whole report", problem.Message);
    }
}
