#pragma warning disable CA1822 // The members of the sample values have to be those of instances: that is what is shown.
using Learn.Notebook.Tests.Talk;
using Microsoft.DotNet.Interactive.Formatting;

namespace Learn.Notebook.Tests.Display;

/// <summary>Formatters of learners and of libraries. What is registered is the process's: the tests use types of their own.</summary>
public sealed class RegisteredFormatterTests
{
    private sealed record Fruit(string Name);

    private sealed record Apple(string Name, string Kind);

    private class Vegetable
    {
        public string Name => "carrot";
    }

    private sealed class Carrot : Vegetable;

    private sealed class Broken;

    private sealed class Preferred
    {
        public int Number => 7;
    }

    [AttributeUsage(AttributeTargets.Class)]
    private sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
    {
        public Type FormatterSourceType { get; } = formatterSourceType;
    }

    private sealed class Source
    {
        public IEnumerable<object> CreateTypeFormatters() => [new PlainFormatter(), new MarkupFormatter()];
    }

    private sealed class PlainFormatter
    {
        public string MimeType => "text/plain";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write("plain by convention");
            return value is ByConvention;
        }
    }

    private sealed class MarkupFormatter
    {
        public string MimeType => "text/html";

        public bool Format(object value, TextWriter writer)
        {
            writer.Write("<i>by convention</i>");
            return value is ByConvention;
        }
    }

    [TypeFormatterSource(typeof(Source))]
    private sealed class ByConvention;

    [Fact]
    public void What_the_learner_registers_wins_over_our_own()
    {
        Formatter.Register<Fruit>(fruit => $"<b>{fruit.Name}</b>", "text/html");
        Assert.Equal("<b>pear</b>", Values.Format(new Fruit("pear")).TextOf("text/html"));
        Assert.Equal("Fruit { Name = pear }", Values.Text(new Fruit("pear")));
        Assert.Contains("<b>pear</b>", Values.Html(new[] { new { Inside = new Fruit("pear") } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_registered_plain_text_is_the_only_form()
    {
        Formatter.Register<Apple>(apple => $"apple {apple.Kind}");
        var bundle = Values.Format(new Apple("a", "red"));
        Assert.Equal("apple red", bundle.TextOf("text/plain"));
        Assert.Null(bundle.TextOf("text/html"));
    }

    [Fact]
    public void A_formatter_of_the_base_type_serves_until_there_is_a_closer_one()
    {
        Formatter.Register<Vegetable>(_ => "<p>vegetable</p>", "text/html");
        Assert.Equal("<p>vegetable</p>", Values.Format(new Carrot()).TextOf("text/html"));
        Formatter.Register<Carrot>(_ => "<p>carrot</p>", "text/html");
        Assert.Equal("<p>carrot</p>", Values.Format(new Carrot()).TextOf("text/html"));
    }

    [Fact]
    public void A_formatter_that_throws_is_named_and_harms_nobody()
    {
        Formatter.Register<Broken>(string (_) => throw new InvalidOperationException("<oops>"), "text/html");
        var html = Values.Html(new Broken());
        Assert.Contains("the formatter that was registered for it threw InvalidOperationException: &lt;oops&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Preferred_mime_types_are_kept_to()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Preferred), "application/json");
        var bundle = Values.Format(new Preferred());
        Assert.Equal(7, bundle.Data["application/json"].GetProperty("Number").GetInt32());
        Assert.Null(bundle.TextOf("text/html"));
        Assert.NotNull(bundle.TextOf("text/plain"));
    }

    [Fact]
    public void Formatters_by_convention_are_found_by_the_attributes_name()
    {
        var bundle = Values.Format(new ByConvention());
        Assert.Equal("plain by convention", bundle.TextOf("text/plain"));
        Assert.Equal("<i>by convention</i>", bundle.TextOf("text/html"));
    }

    [Fact]
    public void The_librarys_style_sheet_does_not_leak()
    {
        var html = Values.Format(new ByConvention(), "text/html").TextOf("text/html");
        Assert.Equal("<i>by convention</i>", html);

        var foreign = ScopedStyle.Apply(new { a = 1 }.ToDisplayString("text/html"));
        Assert.Contains(".learn-dni table td{", foreign, StringComparison.Ordinal);
        var css = foreign[(foreign.IndexOf("<style>", StringComparison.Ordinal) + 7)..foreign.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.All(css.Split('}', StringSplitOptions.RemoveEmptyEntries), rule => Assert.StartsWith(".learn-dni ", rule, StringComparison.Ordinal));
    }

    [Fact]
    public void A_form_that_nobody_writes_is_refused_with_a_sentence()
    {
        var error = Assert.Throws<ArgumentException>(() => Values.Format(new { A = 1 }, "video/mp4"));
        Assert.Contains("cannot be shown as video/mp4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_asked_for_as_html_is_escaped()
    {
        Assert.Contains("&lt;b&gt;x&lt;/b&gt;", Values.Format("<b>x</b>", "text/html").TextOf("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_registers_formatters_as_polyglot_notebooks_do()
    {
        await using var notebook = new TestNotebook();
        await notebook.RunAsync("""record Car(string Name); Formatter.Register<Car>(car => $"<em>{car.Name}</em>", "text/html");""");
        var (result, _) = await notebook.RunAsync("""new Car("beetle")""");
        Assert.Equal("<em>beetle</em>", result.Value?.TextOf("text/html"));
        Assert.Equal("Car { Name = beetle }", result.Value?.TextOf("text/plain"));
    }
}
