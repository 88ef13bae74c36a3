using System.Collections.Immutable;

namespace Learn.Course.Tests.Templates;

public sealed class TemplateTests
{
    private static readonly DrawnExercise Drawn = new(
        new Exercise("/course/exercises/07-wrong-selector", new ExerciseDefinition()),
        ImmutableSortedDictionary<string, string>.Empty.Add("name", "web").Add("pods", "3").Add("code", "08"));

    [Theory]
    [InlineData("The Service {{ name }}.", "The Service web.")]
    [InlineData("{{ pods | minus: 1 }}", "2")]
    [InlineData("{{ 100.0 | divided_by: pods | round: 1 }}", "33.3")]
    [InlineData("{% for i in (1..pods) %}{{ name }}-{{ i }} {% endfor %}", "web-1 web-2 web-3 ")]
    [InlineData("{% if pods > 2 %}many{% else %}few{% endif %}", "many")]
    [InlineData("{% if pods == 3 %}three{% endif %}", "three")]
    [InlineData("{{ code }} {{ name | upcase }}", "08 WEB")]
    [InlineData("{% assign last = pods | plus: 1 %}{{ name | append: '-' | append: last }}", "web-4")]
    [InlineData("{% raw %}{{ .Name }}{% endraw %}", "{{ .Name }}")]
    [InlineData("a {\"b\": \"<c> & 'd'\"}", "a {\"b\": \"<c> & 'd'\"}")]
    public void Values_stand_where_their_names_are(string template, string text) => Assert.Equal(text, Drawn.Render(template));

    [Theory]
    [InlineData("Here are {{ pots }} Pods", "07-wrong-selector: The template \"Here are {{ pots }} Pods\" asks for pots, which is not there. Did you mean pods?")]
    [InlineData("{{ zzzzzz }}", "07-wrong-selector: The template \"{{ zzzzzz }}\" asks for zzzzzz, which is not there. There are: code, name, pods.")]
    [InlineData("{% if zzzzzz > 1 %}a{% endif %}", "07-wrong-selector: The template \"{% if zzzzzz > 1 %}a{% endif %}\" asks for zzzzzz, which is not there. There are: code, name, pods.")]
    [InlineData("{{ name | shout }}", "Undefined filter 'shout'")]
    [InlineData("{{ name ", "07-wrong-selector: The template \"{{ name\" cannot be read: ")]
    [InlineData("{{ name | cluster_ip }}", "07-wrong-selector: \"web\" | cluster_ip asks the lab, and there is no lab here")]
    public void What_is_unknown_is_told_and_never_empty(string template, string message)
        => Assert.Contains(message, Assert.Throws<CourseException>(() => Drawn.Render(template)).Message, StringComparison.Ordinal);

    [Fact]
    public void Words_stand_for_what_only_a_lab_knows()
        => Assert.Equal("Ask (the cluster IP of web), or (the Pods with app=web)", Drawn.RenderInWords("Ask {{ name | cluster_ip }}, or {{ 'app=web' | pods | join: ', ' }}"));
}
