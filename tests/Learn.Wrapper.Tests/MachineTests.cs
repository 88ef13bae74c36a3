using System.Runtime.Versioning;

namespace Learn.Wrapper.Tests;

/// <summary>What is missing is installed, or the exact remedy is printed.</summary>
[SupportedOSPlatform("linux")]
public sealed class MachineTests : IDisposable
{
    private const string Install = "apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends conntrack nftables";

    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Fact]
    public async Task Help_needs_nothing_and_builds_nothing()
    {
        checkout.Uninstall("dotnet", "conntrack");
        var outcome = await checkout.RunAsync("help");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("./learn demo", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(outcome, await checkout.RunAsync());
        Assert.Empty(checkout.Calls);
    }

    [Fact]
    public async Task Nothing_is_installed_where_nothing_is_missing()
    {
        Assert.Equal("learn <demo>\n", (await checkout.RunAsync("demo")).Output);
        Assert.DoesNotContain(checkout.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("rules", "-f", "x.yaml")]
    [InlineData("demo", "--help", "")]
    [InlineData("help", "demo", "")]
    public async Task What_boots_no_lab_needs_no_tools(params string[] words)
    {
        checkout.Uninstall("conntrack", "nft");
        var outcome = await checkout.RunAsync([.. words.Where(word => word.Length > 0)]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.DoesNotContain(checkout.Calls, call => call.Contains("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_of_one_command_comes_from_the_program() =>
        Assert.Equal("learn <demo> <--help>\n", (await checkout.RunAsync("help", "demo")).Output);

    [Fact]
    public async Task An_ordinary_user_without_sudo_is_told_the_line_to_run()
    {
        checkout.Uninstall("conntrack", "nft", "sudo");
        var outcome = await checkout.RunAsOrdinaryUserAsync("demo");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("\n    apt-get update && apt-get install -y conntrack nftables\n", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("./learn demo needs nft, conntrack, which this machine lacks. Run this as root, then ./learn demo again:", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task An_ordinary_user_whom_sudo_refuses_is_told_the_line_to_run()
    {
        checkout.Uninstall("conntrack", "nft");
        var outcome = await checkout.RunAsOrdinaryUserAsync("demo");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("\n    sudo apt-get update && sudo apt-get install -y conntrack nftables\n", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(checkout.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_sudo_asks_nothing_it_installs()
    {
        checkout.Uninstall("conntrack", "nft");
        checkout.Order("sudo-allowed");
        var outcome = await checkout.RunAsOrdinaryUserAsync("demo");
        Assert.Equal((0, "learn <demo>\n"), (outcome.ExitCode, outcome.Output));
        Assert.Contains("sudo -n env DEBIAN_FRONTEND=noninteractive " + Install, checkout.Calls);
        Assert.Contains("learn: installing conntrack nftables\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_lists_are_fetched_where_they_are_missing()
    {
        checkout.Uninstall("conntrack", "nft");
        checkout.Order("sudo-allowed");
        checkout.Order("lists-missing");
        var outcome = await checkout.RunAsync("demo");
        Assert.Equal((0, "learn <demo>\n"), (outcome.ExitCode, outcome.Output));
        Assert.Equal(
            [Install, "apt-get -o DPkg::Lock::Timeout=300 update", Install],
            checkout.Calls.Where(call => call.StartsWith("apt-get", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Where_installing_fails_it_says_why_and_what_to_run()
    {
        checkout.Uninstall("conntrack");
        checkout.Order("sudo-allowed");
        checkout.Order("apt-broken");
        var outcome = await checkout.RunAsync("demo");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("E: Unable to locate package", outcome.Error, StringComparison.Ordinal);
        var sudo = Environment.IsPrivilegedProcess ? string.Empty : "sudo ";
        Assert.Contains($"\n    {sudo}apt-get update && {sudo}apt-get install -y conntrack\n", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.0.125 [/sdk]", "is 8.0.125")]
    [InlineData("9.0.300 [/sdk]\n8.0.125 [/sdk]", "is 9.0.300 8.0.125")]
    [InlineData("", "is missing (there is only a runtime)")]
    public async Task An_sdk_that_is_too_old_or_missing_is_named_with_the_remedy(string sdks, string words)
    {
        checkout.Order("sdks", sdks);
        var outcome = await checkout.RunAsync("rules");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains(words, outcome.Error, StringComparison.Ordinal);
        Assert.Contains("sudo apt-get install -y dotnet-sdk-10.0", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(checkout.Builds);
    }

    [Fact]
    public async Task Jupyter_is_installed_for_notebooks_where_there_is_none()
    {
        checkout.Uninstall("jupyter-notebook");
        checkout.Order("sudo-allowed");
        Assert.Equal("learn <notebook>\n", (await checkout.RunAsync("notebook")).Output);
        Assert.Contains("apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends jupyter-notebook", checkout.Calls);
        Assert.Equal("learn <notebook>\n", (await checkout.RunAsync("notebook")).Output);
        Assert.Single(checkout.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_on_notebooks_needs_no_jupyter()
    {
        Assert.Equal("learn <notebook> <--help>\n", (await checkout.RunAsync("help", "notebook")).Output);
        Assert.DoesNotContain(checkout.Calls, call => call.StartsWith("apt-get", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Setup_installs_and_builds_and_runs_nothing()
    {
        var outcome = await checkout.RunAsync("setup");
        Assert.Equal((0, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Single(checkout.Builds);
    }
}
