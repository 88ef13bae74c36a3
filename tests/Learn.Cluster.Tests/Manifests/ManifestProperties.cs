using FsCheck;
using FsCheck.Fluent;

namespace Learn.Cluster.Tests;

public sealed class ManifestProperties
{
    private static readonly string[] Texts =
    [
        TestCluster.Service("a", "type: NodePort\nselector: {app: web}\nports:\n  - name: http\n    port: 80\n    targetPort: web")
            + "---\n" + TestCluster.Pod("p", "containers:\n  - name: web\n    image: nginx\n    resources: {limits: {cpu: 100m}}\n    ports: [{containerPort: 80}]"),
        File.ReadAllText(Path.Combine(Golden.Folder, "iptables", "dual-stack", "input.yaml")),
    ];

    private static readonly string[] Scraps =
        ["\t", "\n", "---\n", "- ", ": ", "{", "}", "[", "]", "\"", "'", "*a", "&a ", "!!str ", "|\n", "\0", "#", "80", "null", "apiVersion: v1\n", "\uD83D", "%", "<<: "];

    /// <summary>A change of a text: at a place (in thousandths), so many characters are taken out and something is put in.</summary>
    public sealed record Edit(int Place, int Length, string Insertion)
    {
        public string Apply(string text)
        {
            var start = text.Length * Place / 1000;
            return string.Concat(text.AsSpan(0, start), Insertion, text.AsSpan(Math.Min(text.Length, start + Length)));
        }
    }

    private static readonly Gen<Edit> Edits = Gen.Choose(0, 1000).SelectMany(place => Gen.Choose(0, 12)
        .SelectMany(length => Gen.Elements(Scraps).Select(insertion => new Edit(place, length, insertion))));

    private static readonly Gen<string> Damaged = Gen.Elements(Texts)
        .SelectMany(text => Edits.ListOf().Select(edits => edits.Take(4).Aggregate(text, (current, edit) => edit.Apply(current))));

    [Fact]
    public void Whatever_a_text_holds_it_is_applied_or_refused_with_places_inside_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500),
        Prop.ForAll(Arb.From(Damaged), text =>
        {
            var cluster = TestCluster.Start();
            var lines = text.Split('\n');
            try
            {
                cluster.Apply(text);
            }
            catch (ManifestException refusal)
            {
                Assert.NotEmpty(refusal.Problems);
                Assert.All(refusal.Problems, problem =>
                {
                    Assert.InRange(problem.Line, 1, lines.Length + 1);
                    Assert.InRange(problem.Column, 1, (problem.Line <= lines.Length ? lines[problem.Line - 1].Length : 0) + 2);
                    Assert.NotEmpty(problem.Message);
                });
            }
        }));
}
