namespace Learn.Features.Tests;

public sealed class ClusterIpTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(ClusterIpFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
