namespace Learn.Features.Tests;

public sealed class NodePortTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(NodePortFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
