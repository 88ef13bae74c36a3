using System.CommandLine;
using Learn.Cli.Course;
using Learn.Cli.Workshops;
using Learn.Course;

namespace Learn.Cli.Commands.Workshops;

/// <summary><c>learn workshop collect</c>: how far everybody is, from their homes and from files that they handed in.</summary>
internal static class WorkshopCollectCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var folders = new Argument<DirectoryInfo[]>("FOLDER")
        {
            Description = "Learners' homes, folders that hold homes (/home), and folders with files that learners exported.",
            Arity = ArgumentArity.OneOrMore,
        };
        var report = new GroupReport(output, error);
        var command = new Command("collect", "Collects the progress of all learners into one report: from their homes on this machine, and from what they exported. Exit code 1 if a file cannot be read.") { folders, report.Html, report.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (learners, damaged) = ProgressFile.Read(FilesOf(parsed.GetRequiredValue(folders)));
            return await report.ShowAsync(OnceEach(learners, error), damaged, parsed, cancellationToken);
        });
        return command;
    }

    private static IReadOnlyList<ProgressFile> FilesOf(DirectoryInfo[] folders)
    {
        var homes = LearnerHome.Find(folders);
        IReadOnlyList<ProgressFile> files =
        [
            .. homes.Where(home => File.Exists(home.ProgressFile)).Select(home => new ProgressFile(home.ProgressFile, home.Name)),
            .. folders.DistinctBy(folder => folder.FullName).SelectMany(ProgressFile.In),
        ];
        return files.Count > 0 ? files : throw new CourseException(
            $"There is no learner's progress in {string.Join(", ", folders.Select(folder => folder.ToString()))}: neither a home with .local/share/learn/progress.yaml nor a file that 'learn course progress --export FILE.yaml' wrote.");
    }

    // A learner is known by the seed: who has exported twice, or exported and has a home here, counts once.
    private static List<LearnerProgress> OnceEach(IReadOnlyList<LearnerProgress> learners, TextWriter error)
    {
        var all = new List<LearnerProgress>();
        foreach (var same in learners.GroupBy(learner => learner.Seed))
        {
            var newest = same.OrderByDescending(learner => learner.LastActive).First();
            all.Add(newest);
            if (same.Skip(1).Any())
            {
                error.WriteLine($"{newest.Learner}: {CourseText.Number(same.Count())} files ({string.Join(", ", same.Select(learner => learner.Learner).Distinct())}); the newest counts.");
            }
        }

        return all;
    }
}
