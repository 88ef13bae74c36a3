using System.Runtime.Versioning;
using System.Text.Json;

namespace Learn.Wrapper.Tests;

/// <summary>./learn doctor answers also where there is no program to ask, and installs nothing.</summary>
[SupportedOSPlatform("linux")]
public sealed class DoctorTests : IDisposable
{
    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Fact]
    public async Task Missing_tools_are_the_programs_business_and_nothing_is_installed()
    {
        checkout.Uninstall("conntrack", "nft", "jupyter-notebook");
        Assert.Equal((0, "learn <doctor> <--json>\n"), (await checkout.RunAsync("doctor", "--json")) is var outcome ? (outcome.ExitCode, outcome.Output) : default);
        Assert.DoesNotContain(checkout.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_exit_code_is_the_programs()
    {
        checkout.Order("exit-code", "3");
        Assert.Equal(3, (await checkout.RunAsync("doctor")).ExitCode);
    }

    [Fact]
    public async Task Where_the_sdk_is_too_old_it_says_so_with_a_remedy_and_looks_at_what_bash_can_see()
    {
        checkout.Order("sdks", "8.0.125 [/sdk]");
        checkout.Uninstall("nft", "curl");

        var outcome = await checkout.RunAsync("doctor", "--json");

        Assert.Equal(3, outcome.ExitCode);
        var report = JsonElement.Parse(outcome.Output);
        Assert.Equal(1, report.GetProperty("doctor").GetInt32());
        Assert.False(report.GetProperty("ready").GetBoolean());
        var findings = report.GetProperty("findings").EnumerateArray().ToDictionary(finding => finding.GetProperty("id").GetString()!);
        Assert.Equal(
            [("sdk", "lacking"), ("curl", "lacking"), ("nft", "warning"), ("unshare", "ready"), ("isolation", "unknown"), ("jupyter", "ready")],
            from id in (string[])["sdk", "curl", "nft", "unshare", "isolation", "jupyter"] select (id, findings[id].GetProperty("status").GetString()!));
        Assert.EndsWith("apt-get install -y nftables", findings["nft"].GetProperty("remedy").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, findings["unshare"].GetProperty("remedy").ValueKind);
        Assert.Empty(checkout.Builds);
    }

    [Fact]
    public async Task For_people_it_is_a_page_of_80_columns_with_the_remedies_at_its_end()
    {
        checkout.Uninstall("conntrack", "tcpdump");
        checkout.Order("build-fails", "error NU1301: Unable to load the service index");

        var outcome = await checkout.RunAsync("doctor");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("packages from NuGet, which cannot be reached", outcome.Error, StringComparison.Ordinal);
        string[] lines = outcome.Output.TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
        Assert.Contains("  ! warning  conntrack            not on this machine: conntrack", lines);
        int problems = Array.IndexOf(lines, "What to do");
        Assert.Contains("  ✗ lacking  the program: it could not be built, see above.", lines[problems..]);
        Assert.Contains(lines[problems..], line => line.EndsWith("apt-get install -y tcpdump", StringComparison.Ordinal));
        Assert.Equal("✗ This machine is not ready: 1 lacking. Mend that, then ask again.", lines[^1]);
    }

    [Fact]
    public async Task Without_a_program_it_takes_no_other_option()
    {
        checkout.Order("sdks", "8.0.125 [/sdk]");
        var outcome = await checkout.RunAsync("doctor", "--yaml");
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
    }
}
