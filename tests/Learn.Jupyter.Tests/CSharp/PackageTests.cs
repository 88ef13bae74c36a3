using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

public sealed class PackageTests
{
    [Fact]
    public async Task Lines_that_ask_for_packages_are_found_and_places_stay()
    {
        var restorer = new Restorer();
        using var session = new Session(new CSharpEngineOptions { Packages = restorer });
        var value = await session.ValueAsync("#i \"nuget:https://example.com/index.json\"\n#r \"nuget: Xunit.Core, 3.*\"\n#r \"nuget:Other\"\nnameof(Xunit.FactAttribute)");
        var failed = await session.RunAsync("#r \"nuget: Xunit.Core\"\nmissing");

        Assert.Equal("FactAttribute", value);
        Assert.Equal("restoring\nrestoring\n", session.Output);
        Assert.Equal([new("Xunit.Core", "3.*"), new("Other", null)], restorer.Asked[0]);
        Assert.Equal([new("Other", null), new("Xunit.Core", null)], restorer.Asked[1]);
        Assert.Equal(["https://example.com/index.json"], restorer.Sources);
        Assert.Equal(2, failed.Diagnostics[0].Line);
    }

    [Fact]
    public async Task A_package_that_cannot_be_had_is_an_error_of_the_cell()
    {
        using var session = new Session(new CSharpEngineOptions { Packages = new Restorer { Fails = true } });
        using var without = new Session();

        Assert.Equal(("PackageError", "no such package"), Error(await session.RunAsync("#r \"nuget: Nothing\"")));
        Assert.Equal("PackageError", Error(await without.RunAsync("#r \"nuget: Nothing\"")).Name);
        Assert.Equal(2, await session.ValueAsync("1 + 1"));
    }

    private static (string Name, string Message) Error(CellOutcome outcome) => (outcome.ErrorName, outcome.ErrorMessage);

    private sealed class Restorer : IPackageRestorer
    {
        public List<IReadOnlyList<PackageRequest>> Asked { get; } = [];

        public IReadOnlyList<string> Sources { get; private set; } = [];

        public bool Fails { get; init; }

        public Task<RestoredPackages> RestoreAsync(
            IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, IProgress<string> progress, CancellationToken cancellationToken)
        {
            progress.Report("restoring");
            Asked.Add(packages);
            Sources = [.. sources];
            return Fails ? throw new PackageException("no such package") : Task.FromResult(new RestoredPackages([typeof(FactAttribute).Assembly.Location], []));
        }
    }
}
