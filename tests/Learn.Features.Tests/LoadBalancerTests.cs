namespace Learn.Features.Tests;

public sealed class LoadBalancerTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(LoadBalancerFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
