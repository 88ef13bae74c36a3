namespace Learn.Features.Tests;

public sealed class EndpointTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(EndpointFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
