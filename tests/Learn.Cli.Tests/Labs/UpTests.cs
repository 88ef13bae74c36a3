using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Learn.Cli.Tests.Labs;

/// <summary>learn up, list and down.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class UpTests
{
    [Fact]
    public async Task A_lab_outlives_learn_up_is_listed_and_goes_with_learn_down()
    {
        await using var lab = await RunningLab.UpAsync("--nodes", "2");

        Assert.Contains($"The lab \"{lab.Name}\" is up: node-1, node-2; outside the cluster: client.", lab.Words, StringComparison.Ordinal);
        Assert.Contains("./learn exec toolbox -- curl -s http://my-service\n", lab.Words, StringComparison.Ordinal);
        Assert.Contains("./learn exec pod/my-app-1\n", lab.Words, StringComparison.Ordinal);

        string line = (await LearnRun.OfAsync("list")).Output.Split('\n').Single(text => text.StartsWith(lab.Name, StringComparison.Ordinal));
        string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Matches("^[0-9]+s$", cells[1]);
        // The Pod of the manifest, and that of the cluster's DNS.
        Assert.Equal(["2", "2"], cells[2..4]);
        int owner = await lab.OwnerAsync(), helper = await lab.HelperAsync();
        Assert.Equal([owner.ToString(CultureInfo.InvariantCulture), helper.ToString(CultureInfo.InvariantCulture)], cells[^2..]);

        var down = await LearnRun.OfAsync("down", lab.Name);

        Assert.True(down.ExitCode == 0, down.Error);
        Assert.Equal($"The lab \"{lab.Name}\" is gone.\n", down.Output);
        Assert.False(RunningLab.IsThere(lab.Name));
        Assert.False(RunningLab.IsAlive(owner));
        Assert.False(RunningLab.IsAlive(helper));
    }

    [Fact]
    public async Task Of_two_labs_one_has_to_be_named()
    {
        await using var first = await RunningLab.UpAsync();
        await using var second = await RunningLab.UpAsync();

        var down = await LearnRun.OfAsync("down");

        Assert.Equal(2, down.ExitCode);
        Assert.Contains(first.Name, down.Error, StringComparison.Ordinal);
        Assert.Contains(second.Name, down.Error, StringComparison.Ordinal);
        AssertGreeting(await second.ExecAsync("toolbox", "curl", "-s", "http://my-service"));
        Assert.Equal(0, (await LearnRun.OfAsync("down", first.Name)).ExitCode);
        AssertGreeting(await second.ExecAsync("pod/my-app-1", "curl", "-s", "http://my-service"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_left_when_the_keeper_or_the_helper_is_killed(bool keeper)
    {
        await using var lab = await RunningLab.UpAsync();
        int owner = await lab.OwnerAsync(), helper = await lab.HelperAsync();

        Process.GetProcessById(keeper ? owner : helper).Kill();

        await RunningLab.EventuallyAsync(() => !RunningLab.IsAlive(owner), "the keeper has ended");
        await RunningLab.EventuallyAsync(() => !RunningLab.IsAlive(helper), "the helper has ended");
        await RunningLab.EventuallyAsync(() => !RunningLab.IsThere(lab.Name), "its sockets are gone");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lab_that_hangs_can_be_ended(bool keeper)
    {
        await using var lab = await RunningLab.UpAsync();
        int owner = await lab.OwnerAsync(), helper = await lab.HelperAsync();
        using (var stop = Process.Start("kill", ["-STOP", (keeper ? owner : helper).ToString(CultureInfo.InvariantCulture)])!)
        {
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        var down = await LearnRun.OfAsync("down", lab.Name);

        Assert.True(down.ExitCode == 0, down.Error);
        Assert.False(RunningLab.IsAlive(owner));
        Assert.False(RunningLab.IsAlive(helper));
        Assert.False(RunningLab.IsThere(lab.Name));
    }

    [Fact]
    public async Task All_mistakes_of_all_files_are_told_before_anything_starts()
    {
        string name = $"test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";
        string folder = Directory.CreateTempSubdirectory("learn-up-").FullName;
        try
        {
            await File.WriteAllTextAsync($"{folder}/one.yaml", "apiVersion: learn/v1\nkind: Lab\nspec: {nodeCuont: 3}\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync($"{folder}/two.yaml", "apiVersion: v1\nkind: Servise\nmetadata: {name: a}\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync($"{folder}/lab.yaml", "apiVersion: learn/v1\nkind: Lab\nspec: {nodeCount: 3}\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync($"{folder}/port.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 0}]}\n", TestContext.Current.CancellationToken);

            await ExpectAsync("Servise", "-f", $"{folder}/lab.yaml", "-f", $"{folder}/two.yaml");
            await ExpectAsync("nodeCuont", "-f", $"{folder}/one.yaml");
            await ExpectAsync("must be between 1 and 65535, inclusive", "-f", $"{folder}/port.yaml");
            await ExpectAsync("there is a document of kind Lab already", "-f", $"{folder}/lab.yaml", "-f", $"{folder}/lab.yaml");
            await ExpectAsync("--nodes", "-f", $"{folder}/lab.yaml", "--nodes", "2");
            await ExpectAsync("--nodes takes a whole number", "--nodes", "0");
            await ExpectAsync("nowhere.yaml", "-f", $"{folder}/nowhere.yaml");
            await ExpectAsync("cannot be a world's name", "--name", "no name");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        async Task ExpectAsync(string expected, params string[] options)
        {
            var run = await LearnRun.OfAsync(["up", .. options.Contains("--name") ? [] : (string[])["--name", name], .. options]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Output);
            Assert.False(RunningLab.IsThere(name));
        }
    }

    [Fact]
    public async Task A_name_can_be_taken_only_once()
    {
        await using var lab = await RunningLab.UpAsync();

        var again = await LearnRun.OfAsync("up", "--name", lab.Name);

        Assert.Equal(2, again.ExitCode);
        Assert.Contains($"A world named \"{lab.Name}\" is running already.", again.Error, StringComparison.Ordinal);
        Assert.True(RunningLab.IsThere(lab.Name));
    }

    [Theory]
    [InlineData("-KILL")]
    [InlineData("-INT")]
    public async Task Up_that_is_stopped_while_it_starts_leaves_nothing_behind(string signal)
    {
        string name = $"test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";
        using var process = LearnRun.StartMarked(name, "up", "--name", name, "--nodes", "50");
        Assert.NotNull(await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));

        using (var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        await RunningLab.EventuallyAsync(() => !KeepersOf(name).Any(), "the keeper has ended");
        await RunningLab.EventuallyAsync(() => !RunningLab.IsThere(name), "its sockets are gone");
    }

    [Fact]
    public async Task In_the_foreground_a_signal_ends_it()
    {
        string name = $"test-{RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz", 8)}";
        using var process = LearnRun.Start("up", "--foreground", "--name", name);
        Assert.StartsWith($"The lab \"{name}\" is up: node-1;", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)])!)
        {
            await interrupt.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        await RunningLab.EventuallyAsync(() => !RunningLab.IsThere(name), "its sockets are gone");
    }

    // Found by the mark that its starter was given.
    private static IEnumerable<string> KeepersOf(string mark) => Directory.EnumerateDirectories("/proc").Where(process => Reads($"{process}/environ", $"LEARN_TEST_MARK={mark}"));

    private static bool Reads(string file, string text)
    {
        try
        {
            return File.ReadAllText(file).Split('\0').Contains(text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void AssertGreeting(LearnRun run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("Hello from my-app-1", run.Output, StringComparison.Ordinal);
    }
}
