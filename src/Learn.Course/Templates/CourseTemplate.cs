using System.Globalization;
using Fluid;
using Fluid.Values;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>The template language of the course: Liquid, but nothing that is unknown is taken for nothing.</summary>
internal static class CourseTemplate
{
    private const int QuotedLength = 70;

    private static readonly FluidParser Parser = new();

    /// <summary>A template with values, and answers to what it asks the lab, in place.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">The values by name. What looks like a number is one.</param>
    /// <param name="lab">Who answers what is asked of the lab.</param>
    /// <exception cref="CourseException">It is wrong, names what is not there, or the lab does not know what it asks.</exception>
    public static string Render(string template, IReadOnlyDictionary<string, string> values, ILabQuestions lab)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        if (!Parser.TryParse(template, out var parsed, out string problem))
        {
            throw new CourseException($"The template {Quote(template)} cannot be read: {problem}");
        }

        var context = new TemplateContext(LabFilters.Options);
        context.AmbientValues[LabFilters.Key] = lab;
        context.Undefined = name => throw Unknown(template, name, values);
        foreach (var (name, value) in values)
        {
            context.SetValue(name, ValueOf(value));
        }

        try
        {
            return parsed.Render(context, NullEncoder.Default);
        }
        catch (FluidException wrong)
        {
            throw new CourseException($"{Sentence(wrong.Message)} In the template {Quote(template)}.", wrong);
        }
        catch (Exception wrong) when (wrong is LabException or FormatException or OverflowException or DivideByZeroException or ClusterApiException)
        {
            throw new CourseException($"{Sentence(wrong.Message)} In the template {Quote(template)}.", wrong);
        }
    }

    // A number only if it would be written in the same way: 08 and 1e3 are words.
    private static FluidValue ValueOf(string text)
        => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && number.ToString(CultureInfo.InvariantCulture) == text
            ? NumberValue.Create(number)
            : new StringValue(text);

    private static CourseException Unknown(string template, string name, IReadOnlyDictionary<string, string> values)
    {
        var near = Suggestion.Nearest(name, values.Keys);
        string help = near is not null ? $" Did you mean {near}?" : values.Count == 0 ? " Nothing is drawn." : $" There are: {string.Join(", ", values.Keys.Order(StringComparer.Ordinal))}.";
        return new CourseException($"The template {Quote(template)} asks for {name}, which is not there.{help}");
    }

    private static string Sentence(string message) => message.TrimEnd().EndsWith('.') ? message.TrimEnd() : $"{message.TrimEnd()}.";

    // The part around the first braces; a whole text would hide it.
    private static string Quote(string template)
    {
        string line = template.Split('\n').FirstOrDefault(each => each.Contains("{{", StringComparison.Ordinal) || each.Contains("{%", StringComparison.Ordinal)) ?? template;
        line = line.Trim();
        int start = Math.Max(0, line.IndexOf('{', StringComparison.Ordinal) - 20);
        string part = line.Length <= QuotedLength ? line : $"{(start > 0 ? "…" : "")}{line.AsSpan(start, Math.Min(QuotedLength, line.Length - start))}…";
        return $"\"{part}\"";
    }
}
