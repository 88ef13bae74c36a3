using System.Collections.Immutable;
using System.Globalization;

namespace Learn.Course;

/// <summary>Draws what an exercise wants drawn, one name after the other.</summary>
internal sealed class ExerciseDrawing(Exercise exercise, int seed, int drawing)
{
    /// <summary>More numbers than this are a mistake, most likely.</summary>
    private const int MostNumbers = 1_000_000;

    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    /// <exception cref="CourseException">A draw is impossible.</exception>
    public ImmutableSortedDictionary<string, string> Draw()
    {
        foreach (var (name, draw) in exercise.Definition.Draw)
        {
            values[name] = draw.Is is { } template ? Render(template, name) : ChooseFrom(draw, name);
        }

        return values.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private string ChooseFrom(DrawDefinition draw, string name)
    {
        var forbidden = draw.Not.Select(not => values.GetValueOrDefault(not) ?? Render(not, name)).ToHashSet(StringComparer.Ordinal);
        var possible = (draw.OneOf.Length > 0 ? draw.OneOf.Select(word => Render(word, name)) : Numbers(draw, name)).Where(value => !forbidden.Contains(value)).ToList();
        return possible.Count > 0
            ? possible[Lot.Draw(seed, exercise.Id, drawing, name, possible.Count)]
            : throw Impossible(name, $"nothing is left to choose from, because it must not be {string.Join(" or ", forbidden)}");
    }

    private IEnumerable<string> Numbers(DrawDefinition draw, string name)
    {
        int from = Number(draw.From ?? "", "from", name), to = Number(draw.To ?? "", "to", name);
        if (from > to || (long)to - from >= MostNumbers)
        {
            throw Impossible(name, $"from {from} to {to} {(from > to ? "there is no number" : "there are too many numbers")}");
        }

        return Enumerable.Range(from, to - from + 1).Select(number => number.ToString(CultureInfo.InvariantCulture));
    }

    private int Number(string template, string key, string name)
    {
        string text = Render(template, name).Trim();
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw Impossible(name, $"\"{key}\" must be a whole number, and is \"{text}\"");
    }

    private string Render(string template, string name)
    {
        try
        {
            return CourseTemplate.Render(template, values, new NoLab());
        }
        catch (CourseException problem)
        {
            throw new CourseException($"{exercise.Id}/exercise.yaml: draw.{name}: {problem.Message}", problem);
        }
    }

    private CourseException Impossible(string name, string why) => new($"{exercise.Id}/exercise.yaml: draw.{name}: {why}.");
}
