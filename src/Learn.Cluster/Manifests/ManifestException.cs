using System.Text;

namespace Learn.Cluster;

/// <summary>A manifest was refused, and nothing of it was done. Its message lists every problem of every document; the problems of one
/// invalid object stand together, as kubectl prints them.</summary>
public sealed class ManifestException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">At least one problem, in the order of the text.</param>
    public ManifestException(IReadOnlyList<ManifestProblem> problems) : base(Format(problems)) => Problems = problems;

    /// <summary>Every problem, in the order of the text.</summary>
    public IReadOnlyList<ManifestProblem> Problems { get; }

    /// <summary>The refused fields of one object belong together; other problems stand for themselves.</summary>
    private static string? GroupOf(ManifestProblem problem) =>
        problem.Reason == ManifestProblemReason.Invalid ? $"{problem.FileName}/{problem.Document}/{problem.Object}" : null;

    private static string Format(IReadOnlyList<ManifestProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var text = new StringBuilder();
        foreach (var group in problems.GroupBy(GroupOf))
        {
            if (group.Key is null)
            {
                foreach (var problem in group)
                {
                    text.Append(problem).Append('\n');
                }

                continue;
            }

            var first = group.First();
            if (group.Count() == 1)
            {
                text.Append(first.Object).Append(" is invalid: ").Append(first.Detail).Append(" (").Append(first.Place).Append(")\n");
                continue;
            }

            text.Append(first.Object).Append(" is invalid:\n");
            foreach (var problem in group)
            {
                text.Append("* ").Append(problem.Detail).Append(" (").Append(problem.Place).Append(")\n");
            }
        }

        return text.ToString().TrimEnd();
    }
}
