using System.Reflection;
using Learn.Packages.Tests.Support;
using PublicApiGenerator;

namespace Learn.Packages.Tests.Surface;

/// <summary>
/// What each library shows to programs of other people, as it was recorded. <c>LEARN_ACCEPT=1</c> before this test program records what is there now: the diff
/// says what a new version adds, and what it breaks.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly ApiGeneratorOptions Options = new() { IncludeAssemblyAttributes = false, UseDenyNamespacePrefixesForExtensionMethods = false };

    public static TheoryData<string> Libraries => [.. PackedPackages.Libraries];

    [Theory]
    [MemberData(nameof(Libraries))]
    public async Task A_library_shows_what_was_recorded(string name)
    {
        string shown = Assembly.Load(name).GeneratePublicApi(Options).ReplaceLineEndings("\n");
        shown = shown.EndsWith('\n') ? shown : $"{shown}\n";
        string file = ThisBuild.At("tests", "Learn.Packages.Tests", "Surface", "Approved", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            await File.WriteAllTextAsync(file, shown, TestContext.Current.CancellationToken);
        }

        string recorded = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.True(recorded == shown, $"{name} shows something else than was recorded in {file}:\n{Changes(recorded, shown)}\nIf it is meant: LEARN_ACCEPT=1 before this test program, and read the diff.");
    }

    [Fact]
    public void A_type_is_recorded_with_its_members_and_their_signatures() =>
        Assert.Contains("System.Threading.Tasks.Task<Learn.Lab> StartAsync(Learn.LabOptions? options = null, ", typeof(Lab).Assembly.GeneratePublicApi(Options), StringComparison.Ordinal);

    // Lines that are there once too often or once too seldom; which one moved where is for the diff to show.
    private static string Changes(string recorded, string shown)
    {
        string[] before = recorded.Split('\n'), after = shown.Split('\n');
        return string.Join('\n', before.Except(after).Select(line => $"- {line.Trim()}").Concat(after.Except(before).Select(line => $"+ {line.Trim()}")).Take(40));
    }
}
