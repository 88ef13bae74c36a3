namespace Learn.Course.Tests.Proving;

/// <summary>The course of this repository, as far as its files tell. What needs labs is proved by <c>learn course check</c>.</summary>
public sealed class ThisCourseTests
{
    private static readonly CourseCatalog Course = CourseCatalog.Load(FindCourse());

    public static TheoryData<string> Exercises => [.. Course.Exercises.Select(exercise => exercise.Id)];

    public static TheoryData<string> Lessons => [.. Course.Lessons.Select(lesson => lesson.Id)];

    [Theory]
    [MemberData(nameof(Exercises))]
    public async Task An_exercise_is_whole(string id)
        => None(await ExerciseProof.RunAsync(Course.FindExercise(id), new CourseProofOptions { WithLabs = false, TextSeeds = 30 }, cancellationToken: TestContext.Current.CancellationToken));

    [Theory]
    [MemberData(nameof(Lessons))]
    public void A_lesson_is_whole(string id) => None(LessonProof.Of(Course.FindLesson(id)));

    [Fact]
    public void Links_lead_somewhere() => None(CourseLinks.Of(Course));

    [Fact]
    public void Each_belief_and_each_feature_is_covered()
    {
        Assert.Equal(Enumerable.Range(1, 33), Course.Beliefs.Keys);
        None(new ProofReport(CourseCoverage.Of(Course).Results, TimeSpan.Zero));
    }

    private static void None(ProofReport report)
    {
        Assert.NotEmpty(report.Results);
        Assert.True(report.Holds, string.Join('\n', report.Failures.Select(failure => $"{failure.Subject}: {failure.Claim}: {failure.Detail}")));
    }

    private static string FindCourse()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Learn.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("the repository was not found");
    }
}
