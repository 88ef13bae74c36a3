namespace Learn.Course.Tests.Catalog;

public sealed class CourseCatalogTests : IDisposable
{
    private readonly CourseFolder course = CourseFolder.With(CourseFolder.Exercise);

    [Theory]
    [InlineData("07")]
    [InlineData("7")]
    [InlineData("wrong-selector")]
    [InlineData("07-wrong-selector")]
    [InlineData(" 07-Wrong-Selector ")]
    public void An_exercise_is_found_by_number_and_by_name(string id) => Assert.Equal("07-wrong-selector", CourseCatalog.Load(course.Path).FindExercise(id).Id);

    [Theory]
    [InlineData("wrong-selecter", "There is no exercise \"wrong-selecter\". Did you mean 07-wrong-selector?")]
    [InlineData("selector", "There is no exercise \"selector\". Did you mean 07-wrong-selector?")]
    [InlineData("12", "There is no exercise \"12\". There are 07 to 07; name one by its number.")]
    public void One_that_is_not_there_is_answered_with_those_that_are(string id, string message)
        => Assert.Equal(message, Assert.Throws<CourseException>(() => CourseCatalog.Load(course.Path).FindExercise(id)).Message);

    [Fact]
    public void Lessons_are_notebooks_with_a_file_beside_them()
    {
        course.Write("notebooks/02-three-pods.ipynb", "{}");
        course.Write("notebooks/02-three-pods.yaml", "title: T\ngoal: G\nminutes: 15\n");
        course.Write("notebooks/99-draft.ipynb", "{}");
        var lesson = Assert.Single(CourseCatalog.Load(course.Path).Lessons);
        Assert.Equal("02 T", lesson.ToString());
        Assert.Equal("02", CourseCatalog.Load(course.Path).FindLesson("2").Number);
    }

    [Fact]
    public void The_course_is_found_from_a_folder_within_it()
        => Assert.Equal(course.Path, CourseCatalog.FindFolder(Path.Combine(course.Path, "exercises", "07-wrong-selector")));

    [Fact]
    public void A_broken_exercise_does_not_hide_the_others()
    {
        course.Write("exercises/08-broken/exercise.yaml", "title: [");
        var catalog = CourseCatalog.Load(course.Path);
        Assert.Equal("Nobody answers", catalog.FindExercise("07").Definition.Title);
        Assert.StartsWith("08-broken/exercise.yaml:2: this is not YAML: ", Assert.Throws<CourseException>(() => catalog.FindExercise("08").Definition).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_two_exercises_have_is_told()
    {
        course.Write("exercises/07-other/exercise.yaml", CourseFolder.Exercise);
        Assert.Equal("Two exercises have the number 07: 07-other and 07-wrong-selector. Give one of them another.", Assert.Throws<CourseException>(() => CourseCatalog.Load(course.Path)).Message);
    }

    public void Dispose() => course.Dispose();
}
