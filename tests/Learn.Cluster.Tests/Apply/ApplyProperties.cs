using FsCheck;
using FsCheck.Fluent;

namespace Learn.Cluster.Tests;

public sealed class ApplyProperties
{
    private static readonly string[] Good =
    [
        TestCluster.Service("a", "type: NodePort\nselector: {app: web}\nports: [{port: 80}]"),
        TestCluster.Service("a", "selector: {app: web}\nports: [{port: 81, targetPort: web}]"),
        TestCluster.Service("b", "type: LoadBalancer\nexternalTrafficPolicy: Local\nports: [{name: web, port: 80}, {name: tls, port: 443}]"),
        TestCluster.Service("c", "clusterIP: None\nselector: {app: web}"),
        TestCluster.Service("d", "type: ExternalName\nexternalName: example.com"),
        TestCluster.Pod("p1"),
        TestCluster.Pod("p2", labels: "app: web, tier: front"),
        "apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\nspec: {podCIDR: 10.244.0.0/24}\n",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n",
        "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: mine}\naddressType: IPv4\nendpoints: [{addresses: [192.0.2.1]}]\n",
    ];

    private static readonly string[] Bad =
    [
        TestCluster.Service("x", "ports: [{port: 0}]"),
        TestCluster.Service("x", "ports: [{prot: 80}]"),
        TestCluster.Service("x", "type: NodePort\nports: [{port: 80, nodePort: 1}]"),
        TestCluster.Service("x", "clusterIP: 10.200.0.1\nports: [{port: 80}]"),
        TestCluster.Pod("X"),
        TestCluster.Pod("x").Replace("metadata:\n", "metadata:\n  namespace: nowhere\n", StringComparison.Ordinal),
        "apiVersion: v1\nkind: Nothing\nmetadata: {name: x}\n",
        "apiVersion: [v1\n",
    ];

    private static readonly Gen<string[]> Manifests = Gen.Elements(Good).ListOf().Select(documents => documents.Take(8).ToArray());

    [Fact]
    public void Applying_twice_changes_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Arb.From(Manifests), documents =>
        {
            // The last manifest of each name counts; earlier ones would be applied again before it.
            var manifest = string.Join("---\n", documents.Reverse().DistinctBy(document => string.Join('/', document.Split('\n').Skip(1).Take(3))).Reverse());
            var cluster = TestCluster.Start();
            cluster.Apply(manifest);
            var (dump, version) = (cluster.Dump(), cluster.ResourceVersion);
            Assert.All(cluster.Apply(manifest).Objects, applied => Assert.Equal(ApplyOutcome.Unchanged, applied.Outcome));
            Assert.Equal((dump, version), (cluster.Dump(), cluster.ResourceVersion));
        }));

    [Fact]
    public void One_bad_document_leaves_the_store_as_it_was_and_also_all_that_comes_later() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Arb.From(Manifests), Arb.From(Manifests), Arb.From(Gen.Elements(Bad)), (before, after, bad) =>
        {
            var disturbed = TestCluster.Start();
            var undisturbed = TestCluster.Start();
            foreach (var cluster in new[] { disturbed, undisturbed })
            {
                cluster.Apply(string.Join("---\n", before));
            }

            var dump = disturbed.Dump();
            var events = new List<ClusterEvent>();
            using (disturbed.Subscribe(events.Add))
            {
                Assert.Throws<ManifestException>(() => disturbed.Apply(string.Join("---\n", after.Append(bad).Concat(before))));
            }

            Assert.Empty(events);
            Assert.Equal(dump, disturbed.Dump());

            // Nothing shows later either: the same addresses, ports, uids and versions are given next.
            disturbed.Apply(string.Join("---\n", after));
            undisturbed.Apply(string.Join("---\n", after));
            Assert.Equal(undisturbed.Dump(), disturbed.Dump());
        }));
}
