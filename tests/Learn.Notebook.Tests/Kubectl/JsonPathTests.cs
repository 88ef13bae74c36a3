using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Learn.Notebook.Kubectl;

namespace Learn.Notebook.Tests.Kubectl;

/// <summary>kubectl's dialect of JSONPath.</summary>
public sealed class JsonPathTests
{
    // The document of the Kubernetes documentation on JSONPath has this shape.
    private static readonly JsonElement Document = JsonElement.Parse("""
        {"kind": "List", "items": [
          {"kind": "None", "metadata": {"name": "127.0.0.1", "labels": {"kubernetes.io/hostname": "a"}}, "status": {"capacity": {"cpu": "4"}, "addresses": [{"type": "LegacyHostIP", "address": "127.0.0.1"}]}, "n": 1},
          {"kind": "None", "metadata": {"name": "127.0.0.2"}, "status": {"capacity": {"cpu": "8"}, "addresses": [{"type": "LegacyHostIP", "address": "127.0.0.2"}, {"type": "another", "address": "127.0.0.3"}]}, "n": 2, "ready": true}],
         "users": [{"name": "myself", "user": {}}, {"name": "e2e", "user": {"username": "admin", "password": "secret"}}]}
        """);

    [Theory]
    [InlineData("kind is {.kind}", "kind is List")]
    [InlineData("{['kind']}", "List")]
    [InlineData("{$.kind}", "List")]
    [InlineData("{..name}", "127.0.0.1 127.0.0.2 myself e2e")]
    [InlineData("{.items[*].metadata.name}", "127.0.0.1 127.0.0.2")]
    [InlineData("{.users[0].name}", "myself")]
    [InlineData("{.users[-1].name}", "e2e")]
    [InlineData("{.items[*]['metadata.name', 'status.capacity']}", "")]
    [InlineData("{.items[*]['kind','n']}", "None 1 None 2")]
    [InlineData("{.users[?(@.name==\"e2e\")].user.password}", "secret")]
    [InlineData("{.users[?(@.user.username)].name}", "e2e")]
    [InlineData("{.items[?(@.n>1)].metadata.name}", "127.0.0.2")]
    [InlineData("{.items[?(@.n<=1)].metadata.name}", "127.0.0.1")]
    [InlineData("{.items[?(@.ready==true)].metadata.name}", "127.0.0.2")]
    [InlineData("{.items[?(@.metadata.name!='127.0.0.1')].n}", "2")]
    [InlineData("{.items[*].status.addresses[?(@.type==\"another\")].address}", "127.0.0.3")]
    [InlineData("{range .items[*]}[{.metadata.name}, {.status.capacity}] {end}", "[127.0.0.1, {\"cpu\":\"4\"}] [127.0.0.2, {\"cpu\":\"8\"}] ")]
    [InlineData("{range .items[*]}{.metadata.name}{'\\t'}{.status.capacity.cpu}{\"\\n\"}{end}", "127.0.0.1\t4\n127.0.0.2\t8\n")]
    [InlineData("{range .items[*]}{range .status.addresses[*]}{.type},{end};{end}", "LegacyHostIP,;LegacyHostIP,another,;")]
    [InlineData("{.items[0].metadata.labels.kubernetes\\.io/hostname}", "a")]
    [InlineData("{.items[0].metadata.labels['kubernetes.io/hostname']}", "a")]
    [InlineData("{.users[0:1].name}{.users[1:].name}", "myselfe2e")]
    [InlineData("{.users[::1].name}", "myself e2e")]
    [InlineData("{.users[0,1].name}", "myself e2e")]
    [InlineData("{.nothing.there}", "")]
    [InlineData("no braces", "no braces")]
    [InlineData("{.items[*].n}", "1 2")]
    [InlineData("{.users[*].user}", "{} {\"username\":\"admin\",\"password\":\"secret\"}")]
    public void A_template_is_filled_in(string template, string expected) => Assert.Equal(expected, JsonPathTemplate.Parse(template).Fill(Document));

    [Theory]
    [InlineData("{.items[", "expected")]
    [InlineData("{.items", "unclosed action")]
    [InlineData("{range .items[*]}{.n}", "unterminated range")]
    [InlineData("{end}", "not in range")]
    [InlineData("{.items[?(@.n==)]}", "expected @.path")]
    [InlineData("{.items[::0]}", "expected")]
    [InlineData("{\"open}", "unterminated quoted string")]
    [InlineData("{items}", "expected a path")]
    public void A_broken_template_is_refused(string template, string problem)
        => Assert.Contains(problem, Assert.Throws<FormatException>(() => JsonPathTemplate.Parse(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_index_beyond_the_end_is_told()
    {
        var error = Assert.Throws<FormatException>(() => JsonPathTemplate.Parse("{.items[5]}").Fill(Document));
        Assert.Equal("array index out of bounds: index 5, length 2", error.Message);
    }

    [Theory]
    [InlineData(".metadata.name")]
    [InlineData("metadata.name")]
    [InlineData("{.metadata.name}")]
    [InlineData("{ .metadata.name }")]
    public void A_lone_path_needs_no_braces(string path)
        => Assert.Equal([new JsonPathStep.Field("metadata"), new JsonPathStep.Field("name")], JsonPathReader.ReadPath(path));

    [Fact]
    public void Any_name_can_be_reached_by_quoting_and_by_escaping() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyString>().Filter(name => !name.Get.Any(char.IsSurrogate)),
        (NonEmptyString name) =>
        {
            var document = JsonSerializer.SerializeToElement(new Dictionary<string, string> { [name.Get] = "here" });
            var quoted = name.Get.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
            var escaped = string.Concat(name.Get.Select(character => $"\\{character}"));
            Assert.Equal("here", JsonPathTemplate.Parse($"{{['{quoted}']}}").Fill(document));
            Assert.Equal("here", JsonPathTemplate.Parse($"{{.{escaped}}}").Fill(document));
        }));

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_in_words() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("{", "}", ".", "[", "]", "*", "?(", ")", "@", "'", "\"", "\\", "items", "range ", "end", "0", "-1", ":", ",", "==", " ", "$").ListOf().Select(string.Concat).ToArbitrary(),
        (string template) =>
        {
            try
            {
                JsonPathTemplate.Parse(template).Fill(Document);
            }
            catch (FormatException problem)
            {
                Assert.NotEmpty(problem.Message);
            }
        }));
}
