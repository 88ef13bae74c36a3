using System.Buffers.Binary;
using System.Text.Json;
using Learn.Cli.Notebooks.Kernels;
using Learn.Cli.Tests.Rules;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>learn kernel install: what it writes, and what it leaves alone.</summary>
public sealed class KernelInstallTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Kernels => folder.At("share", "jupyter", "kernels");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_writes_what_front_ends_need_and_says_where()
    {
        var run = await InstallAsync();
        Assert.Equal($"The kernel \"Learn (C#)\" (.net-learn) is in {Kernels}/.net-learn.\n", run.Output);
        var kernel = await ReadAsync(".net-learn");
        Assert.Equal("Learn (C#)", kernel.GetProperty("display_name").GetString());
        Assert.Equal("C#", kernel.GetProperty("language").GetString());
        Assert.Equal("message", kernel.GetProperty("interrupt_mode").GetString());
        var argv = kernel.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!).ToList();
        Assert.Equal("{connection_file}", argv[^1]);
        Assert.All(argv.Take(argv.Count - 1), word => Assert.True(File.Exists(word), word));
        Assert.True(File.Exists(kernel.GetProperty("metadata").GetProperty("learn").GetProperty("program").GetString()));
        Assert.Equal(["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg", "start.sh"], FilesOf(".net-learn"));
    }

    [Theory]
    [InlineData("logo-32x32.png", 32)]
    [InlineData("logo-64x64.png", 64)]
    public async Task The_logos_have_the_sizes_that_their_names_say(string file, int size)
    {
        await InstallAsync();
        var png = await File.ReadAllBytesAsync(Path.Combine(Kernels, ".net-learn", file), Cancellation);
        Assert.Equal((byte[])[0x89, .. "PNG\r\n"u8], png[..6]);
        Assert.Equal((size, size), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Fact]
    public async Task A_later_one_replaces_an_earlier_one()
    {
        await InstallAsync("--display-name", "Before");
        await InstallAsync("--display-name", "After");
        Assert.Equal("After", (await ReadAsync(".net-learn")).GetProperty("display_name").GetString());
        Assert.Equal([".net-learn"], Directory.GetDirectories(Kernels).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Several_names_stand_side_by_side_and_each_is_removed_alone()
    {
        await InstallAsync();
        await InstallAsync("--name", ".net-csharp");
        var run = await InstallAsync("--name", ".net-csharp", "--remove");
        Assert.Equal($"The kernel in {Kernels}/.net-csharp is removed.\n", run.Output);
        Assert.Equal([".net-learn"], Directory.GetDirectories(Kernels).Select(Path.GetFileName));
        Assert.Equal($"There is no kernel in {Kernels}/.net-csharp.\n", (await InstallAsync("--name", ".net-csharp", "--remove")).Output);
    }

    [Theory]
    [InlineData("""{"argv": ["dotnet", "interactive"], "metadata": {}}""")]
    [InlineData("no JSON at all")]
    [InlineData(null)]
    public async Task What_it_did_not_write_stays_as_it_is(string? kernel)
    {
        var place = Directory.CreateDirectory(Path.Combine(Kernels, ".net-csharp")).FullName;
        await File.WriteAllTextAsync(Path.Combine(place, kernel is null ? "notes.txt" : "kernel.json"), kernel ?? "mine", Cancellation);
        foreach (string[] words in (string[][])[["--name", ".net-csharp"], ["--name", ".net-csharp", "--remove"]])
        {
            var run = await CommandRun.OfAsync(["kernel", "install", "--prefix", folder.Path, .. words]);
            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains($"{place} was not written by 'learn kernel install'", run.Error, StringComparison.Ordinal);
            Assert.Single(Directory.GetFiles(place));
        }
    }

    [Fact]
    public async Task What_a_killed_installation_has_left_is_completed()
    {
        var place = Directory.CreateDirectory(Path.Combine(Kernels, ".net-learn")).FullName;
        await File.WriteAllTextAsync(Path.Combine(place, "start.sh"), "half", Cancellation);
        await InstallAsync();
        Assert.Equal("Learn (C#)", (await ReadAsync(".net-learn")).GetProperty("display_name").GetString());
    }

    [Theory]
    [InlineData("--name", "a b", "cannot be a kernel's name")]
    [InlineData("--name", "../x", "cannot be a kernel's name")]
    [InlineData("--name", "..", "cannot be a kernel's name")]
    [InlineData("--user", null, "each name a place")]
    public async Task Wrong_use_is_refused(string option, string? value, string words)
    {
        var run = await CommandRun.OfAsync([.. ((string?[])["kernel", "install", "--prefix", folder.Path, option, value]).OfType<string>()]);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_place_that_is_no_directory_is_named()
    {
        await File.WriteAllTextAsync(folder.At("share"), "", Cancellation);
        var run = await CommandRun.OfAsync("kernel", "install", "--prefix", folder.Path);
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains($"{Kernels}/.net-learn cannot be written", run.Error, StringComparison.Ordinal);
    }

    private async Task<CommandRun> InstallAsync(params string[] words)
    {
        var run = await CommandRun.OfAsync(["kernel", "install", "--prefix", folder.Path, .. words]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private async Task<JsonElement> ReadAsync(string name) =>
        JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Kernels, name, KernelSpecification.FileName), Cancellation));

    private IEnumerable<string?> FilesOf(string name) =>
        Directory.GetFiles(Path.Combine(Kernels, name)).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
