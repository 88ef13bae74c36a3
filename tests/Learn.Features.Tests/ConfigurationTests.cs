namespace Learn.Features.Tests;

public sealed class ConfigurationTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(ConfigurationFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
