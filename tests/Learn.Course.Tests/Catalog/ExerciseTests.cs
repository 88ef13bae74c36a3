namespace Learn.Course.Tests.Catalog;

public sealed class ExerciseTests
{
    [Fact]
    public void An_exercise_is_called_as_its_folder_is()
    {
        var exercise = new Exercise("/course/exercises/07-wrong-selector", new ExerciseDefinition { Title = "Nobody answers" });

        Assert.Equal("07-wrong-selector", exercise.Id);
        Assert.Equal("07", exercise.Number);
        Assert.Equal("07 Nobody answers", exercise.ToString());
    }
}
