namespace Learn.Features.Tests;

public sealed class TableTests
{
    [Fact]
    public async Task The_page_shows_the_table()
    {
        string page = Path.Combine(AppContext.BaseDirectory, "features.md");
        if (Environment.GetEnvironmentVariable("LEARN_WRITE_FEATURES") is { Length: > 0 } target)
        {
            await File.WriteAllTextAsync(target, FeatureTable.Page(), Scene.Cancel);
        }
        else
        {
            Assert.Equal(FeatureTable.Page(), await File.ReadAllTextAsync(page, Scene.Cancel));
        }
    }

    [Fact]
    public void Every_manifest_belongs_to_a_row_and_every_row_has_one()
        => Assert.Equal(
            FeatureTable.All.Select(row => row.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(FeatureRun.Examples, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
}
