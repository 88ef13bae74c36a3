using FsCheck;
using FsCheck.Fluent;

namespace Learn.Course.Tests.Drawing;

public sealed class DrawingTests
{
    [Fact]
    public void The_same_seed_draws_the_same_on_every_machine()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        Assert.Equal("less=4 name=blog other=3 pods=5", Text(DrawnExercise.For(course.Only(), 4711)));
        Assert.Equal("less=4 name=blog other=3 pods=5", Text(DrawnExercise.For(course.Only(), 4711, drawing: 0)));
        Assert.NotEqual(Text(DrawnExercise.For(course.Only(), 4711)), Text(DrawnExercise.For(course.Only(), 4711, drawing: 1)));
    }

    [Fact]
    public void What_is_drawn_keeps_to_what_was_asked_for()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        var exercise = course.Only();
        Check.QuickThrowOnFailure(Prop.ForAll<int, int>((seed, drawing) =>
        {
            var values = DrawnExercise.For(exercise, seed, drawing).Values;
            int pods = int.Parse(values["pods"], null), other = int.Parse(values["other"], null), less = int.Parse(values["less"], null);
            return pods is >= 2 and <= 5 && other is >= 2 and <= 5 && other != pods && less == pods - 1 && values["name"] is "web" or "shop" or "blog";
        }));
    }

    [Fact]
    public void Every_possible_value_is_drawn_for_somebody()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise);
        var exercise = course.Only();
        var seen = Enumerable.Range(0, 300).Select(seed => Text(DrawnExercise.For(exercise, seed))).Distinct().ToList();
        Assert.Equal(3 * 4 * 3, seen.Count);
    }

    [Fact]
    public void A_new_draw_changes_no_other()
    {
        using var course = CourseFolder.With(CourseFolder.Exercise.Replace("draw:\n", "draw:\n  first: [x, y, z]\n", StringComparison.Ordinal));
        Check.QuickThrowOnFailure(Prop.ForAll<int>(seed =>
        {
            using var before = CourseFolder.With(CourseFolder.Exercise);
            return DrawnExercise.For(course.Only(), seed).Values.Remove("first").SequenceEqual(DrawnExercise.For(before.Only(), seed).Values);
        }));
    }

    [Theory]
    [InlineData("other: {oneOf: [web], not: [name]}\n  name: [web]", "draw.other: nothing is left to choose from, because it must not be name or web.")]
    [InlineData("x: {from: 5, to: 2}", "draw.x: from 5 to 2 there is no number.")]
    [InlineData("x: {from: a, to: 2}", "draw.x: \"from\" must be a whole number, and is \"a\".")]
    [InlineData("x: \"{{ y }}\"", "draw.x: The template \"{{ y }}\" asks for y, which is not there. Nothing is drawn.")]
    [InlineData("x: \"{{ 'web' | cluster_ip }}\"", "draw.x: \"web\" | cluster_ip asks the lab, and there is no lab here: only texts, checks, answers and actions may ask it.")]
    public void A_draw_that_is_impossible_is_told(string draw, string message)
    {
        string text = System.Text.RegularExpressions.Regex.Replace(CourseFolder.Exercise, "draw:\n(  .*\n)+", $"draw:\n  {draw}\n".Replace("not: [name]}", "not: [name, web]}", StringComparison.Ordinal));
        using var course = CourseFolder.With(text);
        Assert.Equal($"07-wrong-selector/exercise.yaml: {message}", Assert.Throws<CourseException>(() => DrawnExercise.For(course.Only(), 1)).Message);
    }

    private static string Text(DrawnExercise drawn) => string.Join(' ', drawn.Values.Select(pair => $"{pair.Key}={pair.Value}"));
}
