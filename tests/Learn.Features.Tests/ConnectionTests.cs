namespace Learn.Features.Tests;

public sealed class ConnectionTests
{
    public static TheoryData<string> Rows => FeatureTable.Names(ConnectionFeatures.All);

    [Theory, MemberData(nameof(Rows))]
    public Task Row(string feature) => FeatureRun.RunAsync(FeatureTable.Find(feature));
}
