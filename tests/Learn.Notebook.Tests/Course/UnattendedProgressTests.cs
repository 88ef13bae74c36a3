using Learn.Course;

namespace Learn.Notebook.Tests.Course;

/// <summary>A progress file for runs that are nobody's.</summary>
public sealed class UnattendedProgressTests
{
    [Fact]
    public void It_begins_empty_draws_the_same_each_time_and_leaves_nothing_behind()
    {
        string file;
        using (var first = new UnattendedProgress())
        using (var second = new UnattendedProgress())
        {
            file = first.Store.FilePath;
            Assert.Equal(second.Store.Read().Seed, first.Store.Read().Seed);
            Assert.Empty(first.Store.Read().Lessons);
            Assert.NotEqual(ProgressStore.Default().FilePath, file);
            first.Store.Change(progress => progress with { Learner = "nobody" });
            Assert.Empty(second.Store.Read().Learner);
            Assert.True(File.Exists(file));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }
}
