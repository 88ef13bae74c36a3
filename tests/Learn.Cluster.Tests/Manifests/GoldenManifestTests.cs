using k8s.Models;

namespace Learn.Cluster.Tests;

public sealed class GoldenManifestTests
{
    private static readonly ManifestReaderOptions Steps = new() { AllowDocumentsWithoutKind = true };

    public static TheoryData<string> Inputs => [.. Golden.Inputs];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Every_input_of_the_captures_is_read_without_a_problem(string path)
    {
        var manifest = ManifestReader.TryRead(File.ReadAllText(Path.Combine(Golden.Folder, path)), path, Steps);
        Assert.Empty(manifest.Problems.Select(problem => problem.ToString()));
        Assert.NotEmpty(manifest.Documents);
        Assert.All(manifest.OtherDocuments, document => Assert.NotNull(document.Root["action"]));
        Assert.All(manifest.Objects, instance => Assert.True(instance is V1Service or V1EndpointSlice or V1Node, instance.GetType().Name));
    }

    [Fact]
    public void The_configuration_of_a_case_can_be_taken_from_its_document()
    {
        var text = File.ReadAllText(Path.Combine(Golden.Folder, "iptables", "dual-stack", "case.yaml"));
        var document = Assert.Single(ManifestReader.Read(text, options: Steps).OtherDocuments);
        var configuration = Assert.IsType<ManifestMap>(document.Root["config"]);
        Assert.Equal("KubeProxyConfiguration", configuration.GetText("kind"));
        Assert.Equal("10.244.0.0/16,fd00:10:244::/56", configuration.GetText("clusterCIDR"));
        Assert.Equal(new ManifestPosition(9, 3), configuration.Find("clusterCIDR")!.Position);
    }
}
