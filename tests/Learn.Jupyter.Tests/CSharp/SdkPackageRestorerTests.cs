using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

/// <summary>Packages, restored by the SDK from folders.</summary>
public sealed class SdkPackageRestorerTests : IDisposable
{
    private const string Unreachable = """<add key="far" value="http://127.0.0.1:1/index.json" allowInsecureConnections="true"/>""";

    private readonly MadePackages made = new();
    private readonly List<string> said = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => made.Dispose();

    [Fact]
    public async Task A_cell_uses_a_package_with_what_it_needs_itself()
    {
        made.Add("Made.Inner", "1.2.0", "namespace Made; public static class Inner { public static int Value => 42; }");
        made.Add("Made.Outer", "2.0.0", "namespace Made; public static class Outer { public static string Name => \"outer\"; }", """<dependency id="Made.Inner" version="1.0.0"/>""");
        using var session = new Session(new CSharpEngineOptions { Packages = made.Restorer() });
        var value = await session.ValueAsync($"#i \"nuget:{made.Source}\"\n#r \"nuget: Made.Outer, 2.0.0\"\nMade.Outer.Name + Made.Inner.Value");
        Assert.Equal("outer42", value);
        Assert.Contains("Fetching Made.Outer 2.0.0 …\n", session.Output, StringComparison.Ordinal);
        Assert.EndsWith("Ready: Made.Outer 2.0.0\n", session.Output, StringComparison.Ordinal);
        Assert.Equal("outer", await session.ValueAsync("Made.Outer.Name"));
    }

    [Fact]
    public async Task Native_libraries_of_packages_are_found()
    {
        made.Add("Made.Native", "1.0.0", """
            public static class Native
            {
                [System.Runtime.InteropServices.DllImport("made-native", EntryPoint = "SystemNative_GetPid")]
                public static extern int Process();
            }
            """, native: "libmade-native.so");
        using var session = new Session(new CSharpEngineOptions { Packages = made.Restorer() });
        Assert.Equal(Environment.ProcessId, await session.ValueAsync($"#i \"nuget:{made.Source}\"\n#r \"nuget: Made.Native\"\nNative.Process()"));
    }

    [Fact]
    public async Task Without_a_version_it_is_the_newest_that_is_stable()
    {
        foreach (var version in (string[])["1.0.0", "1.10.0", "1.9.0", "2.0.0-beta"])
        {
            made.Add("Made.Versions", version, "public class C;");
        }

        Assert.Contains("/1.10.0/", Assert.Single((await RestoreAsync(new PackageRequest("made.versions", null))).Assemblies), StringComparison.Ordinal);
        Assert.Equal("Ready: Made.Versions 1.10.0", said[^1]);
        Assert.Contains("/1.9.0/", (await RestoreAsync(new PackageRequest("Made.Versions", "[1.5, 1.10)"))).Assemblies[0], StringComparison.Ordinal);
        Assert.Contains("/2.0.0-beta/", (await RestoreAsync(new PackageRequest("Made.Versions", "2.0.0-beta"))).Assemblies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_restored_once_needs_neither_source_nor_sdk()
    {
        made.Add("Made.Kept", "1.0.0", "public class C;");
        var first = await RestoreAsync(new PackageRequest("Made.Kept", null));
        Directory.Delete(made.Source, recursive: true);
        Directory.CreateDirectory(made.Source);
        said.Clear();
        var second = await RestoreAsync(made.Restorer("/not/there/dotnet"), new PackageRequest("Made.Kept", null));
        Assert.Equal(first.Assemblies, second.Assemblies);
        Assert.Equal(["Ready: Made.Kept 1.0.0"], said);
        Assert.Single(Directory.GetFileSystemEntries(made.Cache));
    }

    [Fact]
    public async Task What_has_gone_from_the_disk_is_restored_again()
    {
        made.Add("Made.Lost", "1.0.0", "public class C;");
        var first = await RestoreAsync(new PackageRequest("Made.Lost", null));
        Directory.Delete(Path.GetFullPath(Path.Combine(first.Assemblies[0], "../../..")), recursive: true);
        Assert.True(File.Exists((await RestoreAsync(new PackageRequest("Made.Lost", null))).Assemblies[0]));
    }

    [Fact]
    public async Task Mistakes_are_told_in_a_sentence()
    {
        made.Add("Made.Here", "1.0.0", "public class C;");
        await FailsAsync(["Unable to find package Made.Nowhere", "NU1101"], new PackageRequest("Made.Nowhere", null));
        await FailsAsync(["Made.Here with version (>= 9.0.0)", "Nearest version: 1.0.0", "NU1102"], new PackageRequest("Made.Here", "9.0"));
        await FailsAsync(["\"No Such\" cannot be a package"], new PackageRequest("No Such", null));
        await FailsAsync(["\"not a version\" is no version of Made.Here"], new PackageRequest("Made.Here", "not a version"));
        var missing = await Assert.ThrowsAsync<PackageException>(() => made.Restorer().RestoreAsync([new("Made.Here", null)], ["nowhere"], new Progress(said), Cancellation));
        Assert.Contains("\"nuget: nowhere\": there is no such folder", missing.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(made.Cache) && Directory.EnumerateFileSystemEntries(made.Cache).Any());
    }

    [Fact]
    public async Task Without_a_network_it_says_so_and_what_was_fetched_before_still_works()
    {
        using var far = new MadePackages(Unreachable);
        far.Add("Made.Near", "1.0.0", "public class C;");
        var lost = await Assert.ThrowsAsync<PackageException>(() => far.Restorer().RestoreAsync([new("Made.Far", null)], [], new Progress(said), Cancellation));
        Assert.StartsWith("Made.Far cannot be fetched now: a source of packages cannot be reached. Packages that were fetched before still work.\n", lost.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1:1", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_sdk_it_says_how_to_get_one()
    {
        var missing = await Assert.ThrowsAsync<PackageException>(() => RestoreAsync(made.Restorer("/not/there/dotnet"), new PackageRequest("Made.Any", null)));
        Assert.Contains("install dotnet-sdk-10.0", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Giving_up_ends_the_sdk_and_leaves_nothing()
    {
        // Stands in for an SDK that waits for a network.
        var sdk = Path.Combine(made.Source, "slow");
        await File.WriteAllTextAsync(sdk, $"#!/bin/sh\nsleep 1000 &\necho $! >'{sdk}.child'\nwait\n", Cancellation);
        File.SetUnixFileMode(sdk, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var restoring = made.Restorer(sdk).RestoreAsync([new("Made.Slow", null)], [], new Progress(said), end.Token);
        string child;
        while (!File.Exists($"{sdk}.child") || (child = (await File.ReadAllTextAsync($"{sdk}.child", Cancellation)).Trim()).Length == 0)
        {
            await Task.Delay(20, Cancellation);
        }

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restoring);
        Assert.Empty(Directory.EnumerateFileSystemEntries(made.Cache));
        await EndedAsync(int.Parse(child, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Another_version_of_what_is_in_use_is_refused()
    {
        made.Add("Made.Twice", "1.0.0", "public class C;");
        made.Add("Made.Twice", "2.0.0", "public class C;");
        using var session = new Session(new CSharpEngineOptions { Packages = made.Restorer() });
        await session.ValueAsync($"#i \"nuget:{made.Source}\"\n#r \"nuget: Made.Twice, 1.0.0\"\nnew C().ToString()");
        var refused = await session.RunAsync("#r \"nuget: Made.Twice, 2.0.0\"");
        Assert.Contains("Made.Twice is in use already in another version", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("Restart the kernel", refused.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("C", await session.ValueAsync("new C().ToString()"));
    }

    [Fact]
    public async Task What_the_program_has_itself_is_not_loaded_twice()
    {
        made.Add("xunit.v3.assert", "99.0.0", "public class C;");
        var restored = await RestoreAsync(new PackageRequest("xunit.v3.assert", "99.0.0"));
        Assert.Equal([typeof(Assert).Assembly.Location], restored.Assemblies);
        Assert.Contains(said, line => line.Contains("is part of this program", StringComparison.Ordinal) && line.Contains("not 99.0.0.0", StringComparison.Ordinal));
    }

    private Task<RestoredPackages> RestoreAsync(params PackageRequest[] packages) => RestoreAsync(made.Restorer(), packages);

    private Task<RestoredPackages> RestoreAsync(SdkPackageRestorer restorer, params PackageRequest[] packages) =>
        restorer.RestoreAsync(packages, [made.Source], new Progress(said), Cancellation);

    private async Task FailsAsync(string[] expected, PackageRequest request)
    {
        var failure = await Assert.ThrowsAsync<PackageException>(() => RestoreAsync(request));
        Assert.All(expected, words => Assert.Contains(words, failure.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("packages.csproj", failure.Message, StringComparison.Ordinal);
    }

    private static async Task EndedAsync(int process)
    {
        while (Directory.Exists($"/proc/{process}") && !(await File.ReadAllTextAsync($"/proc/{process}/stat", Cancellation)).Contains(") Z ", StringComparison.Ordinal))
        {
            await Task.Delay(20, Cancellation);
        }
    }

    private sealed class Progress(List<string> said) : IProgress<string>
    {
        public void Report(string value) => said.Add(value);
    }
}
