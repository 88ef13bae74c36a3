using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook.Kubectl;

/// <summary>What is known about the word at the cursor: a command, a flag, a kind, a field, an object.</summary>
internal static class KubectlInspection
{
    /// <summary>The help.</summary>
    public static InspectionResult Of(BlockQuestion question)
    {
        // The word that the cursor is in, or just behind, counts as a whole.
        var end = question.Index;
        while (end < question.Text.Length && !char.IsWhiteSpace(question.Text[end]) && question.Text[end] != '=')
        {
            end++;
        }

        var text = CursorPlace.Of(question with { Index = end }) is { Begun.Length: > 0 } place ? TextOf(place, question) : null;
        return text is null ? InspectionResult.NotFound : new InspectionResult(KubectlMarkup.Of(text));
    }

    private static string? TextOf(CursorPlace place, BlockQuestion question)
    {
        var words = string.Join(' ', place.Before.Append(place.Begun));
        if (KubectlCommands.All.FirstOrDefault(command => command.Name == words) is { } whole)
        {
            return whole.Help();
        }

        var group = KubectlCommands.All.Where(command => command.Name.StartsWith(words + " ", StringComparison.Ordinal)).ToList();
        if (group.Count > 0)
        {
            return string.Concat(group.Select(command => $"kubectl {command.Name} {command.Usage}\n    {command.Summary}\n"));
        }

        return place.Command is { } known && !place.IsBehindDashes
            ? place.Begun.StartsWith('-') ? OfFlag(known, place.Begun) : place.OpenFlag is null ? OfArgument(known, place, question) : OfFlag(known, $"--{place.OpenFlag.Name}")
            : null;
    }

    private static string? OfFlag(KubectlCommand command, string word)
    {
        var flag = command.AllFlags.FirstOrDefault(one => word.StartsWith("--", StringComparison.Ordinal) ? one.Name == word[2..].Split('=')[0] : one.Letter == word.ElementAtOrDefault(1));
        return flag is null ? null : $"{flag.ToString().Trim()}\n    {flag.Description}{(flag.Values.Count == 0 ? "" : $"\n    {string.Join(", ", flag.Values)}")}\n";
    }

    private static string? OfArgument(KubectlCommand command, CursorPlace place, BlockQuestion question)
    {
        if (command.Arguments == ArgumentSort.FieldPath)
        {
            var parts = place.Begun.Split('.', StringSplitOptions.RemoveEmptyEntries);
            return parts is [var first, ..] && KindWords.Find(first) is { } explained ? Explained(explained, parts[1..]) : null;
        }

        if (command.Arguments is ArgumentSort.Objects or ArgumentSort.Workloads && place.Arguments.Count == 0 && KindWords.Find(place.Begun) is { } kind)
        {
            return Explained(kind, []);
        }

        var (named, name) = (command.Arguments, place.Begun.Split('/'), place.Arguments) switch
        {
            (_, [var word, var behind], _) => (KindWords.Find(word), behind),
            (ArgumentSort.Nodes, [var node], _) => (ResourceKind.Node, node),
            (ArgumentSort.Pods, [var pod], []) => (ResourceKind.Pod, pod),
            (ArgumentSort.Objects or ArgumentSort.Workloads, [var one], [var word, ..]) => (KindWords.Find(word), one),
            _ => (null, ""),
        };
        var cluster = question.Session.LabIfStarted?.Cluster;
        return named is not null && cluster?.Get(named, place.ValueOf("namespace") ?? Lab.DefaultNamespace, name) is { } found
            ? ObjectDescription.Of(found, cluster, DateTimeOffset.UtcNow, showsEvents: true)
            : null;
    }

    private static string? Explained(ResourceKind kind, IReadOnlyList<string> path)
    {
        try
        {
            return FieldExplanation.Write(kind, path, isRecursive: false);
        }
        catch (CellException)
        {
            return null;
        }
    }
}
