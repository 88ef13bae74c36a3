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
    public async Task The_page_on_labs_shows_a_lab_that_can_be_read_and_the_defaults()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "lab.md"), Scene.Cancel);
        string yaml = page.Split("```yaml\n")[1].Split("```")[0];

        var options = LabManifest.Read(yaml, "lab.md").Options!;

        var usual = new LabOptions();
        Assert.Equal(AddressPlan.DualStack.Ranges, options.Addresses.Ranges);
        Assert.Equal(
            (usual.ClusterDns, usual.NodeMonitorGracePeriod, usual.HealthCheckPeriod, usual.CrashBackoff, usual.Patience, usual.Seed),
            (options.ClusterDns, options.NodeMonitorGracePeriod, options.HealthCheckPeriod, options.CrashBackoff, options.Patience, options.Seed));
    }

    [Fact]
    public void Every_manifest_belongs_to_a_row_and_every_row_has_one()
        => Assert.Equal(
            FeatureTable.All.Select(row => row.Name).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(FeatureRun.Examples, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
}
