using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Completes options and their values.</summary>
internal static class OptionCompletion
{
    /// <summary>What fits: a value behind an option that takes one, else the options that are not there yet and what else may stand here.</summary>
    /// <param name="word">The word at the cursor.</param>
    /// <param name="options">The options that there are.</param>
    /// <param name="valuesOf">The values of an option that are known.</param>
    /// <param name="others">What may stand there beside options.</param>
    public static BlockCompletion At(
        WordAtCursor word, IReadOnlyList<CellOption> options, Func<CellOption, IEnumerable<CompletionMatch>> valuesOf, IEnumerable<CompletionMatch>? others = null)
    {
        if (word.Previous is { } previous && options.FirstOrDefault(each => each.IsCalled(previous)) is { Value: not null } asked)
        {
            return word.Complete(valuesOf(asked));
        }

        if (word.Begun.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && options.FirstOrDefault(each => each.IsCalled(word.Begun[..equals])) is { Value: not null } named)
        {
            return (word with { Begun = word.Begun[(equals + 1)..], Start = word.Start + equals + 1 }).Complete(valuesOf(named));
        }

        var fitting = options.Where(each => !word.Before.Any(each.IsCalled))
            .Select(each => new CompletionMatch(each.Name, "keyword", each.Value is null ? each.Summary : $"{each.Value}: {each.Summary}"));
        return word.Complete(word.Begun.StartsWith('-') ? fitting : (others ?? []).Concat(fitting));
    }

    /// <summary>The places of the lab, where it runs.</summary>
    public static IEnumerable<CompletionMatch> Places(NotebookSession session) =>
        (session.LabIfStarted?.Places ?? ["toolbox", "client"]).Select(place => new CompletionMatch(place, "variable", "a host of the lab"));

    /// <summary>The nodes of the lab, where it runs.</summary>
    public static IEnumerable<CompletionMatch> Nodes(NotebookSession session) =>
        (session.LabIfStarted?.Nodes ?? []).Select(node => new CompletionMatch(node.Name, "variable", "a node of the lab"));

    /// <summary>What is known about the option at the cursor, or null.</summary>
    public static InspectionResult Explain(WordAtCursor word, IReadOnlyList<CellOption> options, string usage)
    {
        var name = word.Begun.Split('=')[0];
        var option = options.FirstOrDefault(each => each.IsCalled(name)) ?? options.FirstOrDefault(each => word.Previous is { } previous && each.Value is not null && each.IsCalled(previous));
        return new InspectionResult(MimeBundle.Text(option is null ? usage : $"{option.Name} {option.Value}".TrimEnd() + $"\n{option.Summary}\n\n{usage}"));
    }
}
