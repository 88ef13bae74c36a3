using Learn.Cli.Doctor;
using Spectre.Console.Testing;

namespace Learn.Cli.Tests.Doctor;

/// <summary>The report for people.</summary>
public sealed class DoctorPageTests
{
    private static readonly DoctorFinding[] Matches =
    [
        .. ((string[])["comment", "mark", "statistic"]).Select(name => DoctorFinding.Ready(DoctorArea.Kernel, $"match-{name}", $"match {name}", "IPv4 and IPv6")),
        DoctorFinding.Warning(DoctorArea.Kernel, "match-recent", "match recent", "the kernel takes no such rule; needed for session affinity", "sudo modprobe -a xt_recent"),
    ];

    private static readonly DoctorFinding[] Packages =
    [
        DoctorFinding.Warning(DoctorArea.Programs, "nft", "nft", "nft is not on this machine; needed for tracing packets", $"{Remedies.Install}nftables"),
        DoctorFinding.Lacking(DoctorArea.Programs, "curl", "curl", "curl is not on this machine; needed for sending requests", $"{Remedies.Install}curl"),
    ];

    [Fact]
    public void Matches_that_are_alike_stand_in_one_row_and_others_in_their_own()
    {
        var lines = Lines(80, Matches);

        Assert.Contains("  ✓ ready    matches              comment, mark, statistic: IPv4 and IPv6", lines);
        Assert.Contains("  ! warning  match recent         the kernel takes no such rule; needed for", lines);
        Assert.Equal("✓ This machine is ready. 1 warning: the rest works.", lines[^1]);
    }

    [Fact]
    public void What_lacks_comes_before_warnings_and_all_packages_come_at_once()
    {
        var lines = Lines(80, Packages);

        int heading = lines.IndexOf("What to do");
        Assert.StartsWith("  ✗ lacking  curl: ", lines[heading + 1], StringComparison.Ordinal);
        Assert.Equal($"    → {Remedies.Install}curl", lines[heading + 2]);
        Assert.StartsWith("  ! warning  nft: ", lines[heading + 3], StringComparison.Ordinal);
        Assert.Equal($"    → {Remedies.Install}curl nftables", lines[lines.IndexOf("  All packages at once:") + 1]);
        Assert.Equal("✗ This machine is not ready: 1 thing is lacking.", lines[^1]);
    }

    [Theory]
    [InlineData(200, 80)]
    [InlineData(80, 80)]
    [InlineData(50, 50)]
    public void Lines_are_no_wider_than_the_terminal_and_80_columns(int terminal, int widest)
        => Assert.All(Lines(terminal, [.. Matches, .. Packages]), line => Assert.True(line.Length <= widest, line));

    private static List<string> Lines(int width, IReadOnlyList<DoctorFinding> findings)
    {
        using var console = new TestConsole().Width(width);
        new DoctorPage(console).Write(DoctorReport.Of("desk-07", "0.1.0+0123456789abcdef", DateTimeOffset.UnixEpoch, findings));
        Assert.StartsWith("desk-07, learn 0.1.0+01234567, 1970-01-01 00:00", console.Output, StringComparison.Ordinal);
        return [.. console.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd())];
    }
}
