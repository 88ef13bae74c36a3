using System.Diagnostics;
using System.Globalization;
using Learn.Machines.Tests.Enclosures;

namespace Learn.Machines.Tests;

/// <summary>Nothing stays behind, also where these tests are killed in the middle.</summary>
public sealed class EnclosureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_runs_in_an_enclosure_dies_with_its_life_line_and_its_files_were_never_the_machines()
    {
        Process inside;
        int keeper;
        await using (var enclosure = await Enclosure.CreateAsync())
        {
            keeper = enclosure.Keeping;
            await enclosure.WriteAsync("/mnt/kept/file", "something");
            Assert.Equal("something", (await enclosure.ScriptAsync("cat /mnt/kept/file; ls /sys/fs/cgroup")).Output);
            Assert.False(File.Exists("/mnt/kept/file"));
            inside = enclosure.Start("sleep", "1000");
        }

        using (inside)
        {
            await inside.WaitForExitAsync(Cancellation);
            Assert.NotEqual(0, inside.ExitCode);
        }

        Assert.False(Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{keeper}")));
        Assert.DoesNotContain(" machines ", await File.ReadAllTextAsync("/proc/self/mountinfo", Cancellation), StringComparison.Ordinal);
    }
}
