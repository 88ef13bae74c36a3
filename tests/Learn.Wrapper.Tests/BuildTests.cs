using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;

namespace Learn.Wrapper.Tests;

/// <summary>./learn builds when it must and otherwise hands over at once.</summary>
[SupportedOSPlatform("linux")]
public sealed class BuildTests : IDisposable
{
    private readonly Checkout checkout = new();

    public void Dispose() => checkout.Dispose();

    [Fact]
    public async Task The_program_gets_the_words_as_they_were_given_and_its_exit_code_passes_through()
    {
        checkout.Order("exit-code", "42");
        var outcome = await checkout.RunAsync("rules", "-f", "a file.yaml", "", "*");
        Assert.Equal("learn <rules> <-f> <a file.yaml> <> <*>\n", outcome.Output);
        Assert.Equal(42, outcome.ExitCode);
    }

    [Fact]
    public async Task It_builds_once()
    {
        await checkout.RunAsync("rules");
        var second = await checkout.RunAsync("list");
        Assert.Equal("learn <list>\n", second.Output);
        Assert.Empty(second.Error);
        Assert.Single(checkout.Builds);
    }

    [Fact]
    public async Task What_the_SDK_forgets_does_not_stay()
    {
        await checkout.RunAsync("rules");
        Assert.Equal(2, checkout.Forgotten.Count);
        Assert.DoesNotContain(checkout.Forgotten, Path.Exists);
    }

    [Theory]
    [InlineData("src/Learn.Cli/Program.cs", true)]
    [InlineData("src/Learn.Cli/New.cs", true)]
    [InlineData("Directory.Packages.props", true)]
    [InlineData("README.md", false)]
    [InlineData("tests/A.Tests/A.cs", false)]
    [InlineData("src/Learn.Cli/obj/made.cs", false)]
    public async Task It_builds_again_when_a_source_of_the_program_changed(string path, bool again)
    {
        await checkout.RunAsync("rules");
        checkout.Write(path, "something else");
        await checkout.RunAsync("rules");
        Assert.Equal(again ? 2 : 1, checkout.Builds.Count);
    }

    [Fact]
    public async Task It_builds_again_when_a_source_was_removed()
    {
        await checkout.RunAsync("rules");
        File.Delete(Path.Combine(checkout.Root, "src/Learn.Cli/Program.cs"));
        await checkout.RunAsync("rules");
        Assert.Equal(2, checkout.Builds.Count);
    }

    [Fact]
    public async Task Two_at_once_build_once()
    {
        var outcomes = await Task.WhenAll(checkout.RunAsync("rules"), checkout.RunAsync("list"), checkout.RunAsync("down"));
        Assert.All(outcomes, outcome => Assert.Equal(0, outcome.ExitCode));
        Assert.Single(checkout.Builds);
    }

    [Fact]
    public async Task A_link_to_it_works_from_anywhere()
    {
        var link = Path.Combine(checkout.Root, "..", "link");
        File.CreateSymbolicLink(link, Path.Combine(checkout.Root, "learn"));
        var outcome = await Checkout.FinishAsync(checkout.Start([link, "rules"]));
        Assert.Equal("learn <rules>\n", outcome.Output);
    }

    [Fact]
    public async Task Somebody_elses_checkout_is_built_in_the_users_cache_and_left_as_it_is()
    {
        var before = Files(checkout.Root);
        Assert.Equal("learn <rules>\n", (await checkout.RunAsOrdinaryUserAsync("rules")).Output);
        Assert.Equal("learn <rules>\n", (await checkout.RunAsOrdinaryUserAsync("rules")).Output);
        Assert.StartsWith(checkout.Cache, Assert.Single(checkout.Builds), StringComparison.Ordinal);
        Assert.Equal(before, Files(checkout.Root));

        File.Delete(Path.Combine(checkout.Root, "src/Learn.Cli/Program.cs"));
        await checkout.RunAsOrdinaryUserAsync("rules");
        Assert.Equal(2, checkout.Builds.Count);
        Assert.DoesNotContain(Files(checkout.Cache), path => path.EndsWith("Program.cs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_build_shows_each_error_once_and_is_tried_again()
    {
        const string Error = "src/Learn.Cli/Program.cs(3,5): error CS1002: ; expected";
        checkout.Order("build-fails", $"{checkout.Root}/{Error} [/x/A.csproj]\n{checkout.Root}/{Error} [/x/B.csproj]\nBuild FAILED.");
        var failed = await checkout.RunAsync("rules");
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal($"{Error}\nlearn: the build failed; all it said is in {checkout.Root}/artifacts/build-program.log\n", failed.Error);
        Assert.Empty(failed.Output);

        await checkout.RunAsync("rules");
        Assert.Equal(2, checkout.Builds.Count);
    }

    [Fact]
    public async Task Without_the_package_registry_it_says_so()
    {
        checkout.Order("build-fails", "x.csproj : error NU1301: Unable to load the service index [/x/A.csproj]");
        var outcome = await checkout.RunAsync("rules");
        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("packages from NuGet, which cannot be reached", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_ends_it_and_the_build_at_once(string signal, int exitCode)
    {
        checkout.Order("build-waits");
        var run = checkout.Start([Path.Combine(checkout.Root, "learn"), "rules"]);
        while (!checkout.HasNote("build-child") || checkout.Note("build-child").Length == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        using (var kill = Process.Start("kill", ["-" + signal, run.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var outcome = await Checkout.FinishAsync(run);
        Assert.Equal(exitCode, outcome.ExitCode);
        while (Directory.Exists("/proc/" + checkout.Note("build-child")))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        // The build tidies up after it was ended.
        while (checkout.Forgotten.Any(Path.Exists))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Without_the_compiler_that_works_ahead_of_time_the_program_is_built_all_the_same()
    {
        checkout.Order("no-crossgen");
        var outcome = await checkout.RunAsync("demo");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(2, checkout.Builds.Count);
        Assert.Contains("learn <demo>", outcome.Output, StringComparison.Ordinal);
    }
}
