using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>A word that names rules: a node of the lab, a file, or a C# variable.</summary>
internal static class RulesWord
{
    /// <summary>The rules, at least one set.</summary>
    /// <exception cref="CellException">There is nothing of this name, or it holds no rules.</exception>
    public static async Task<IReadOnlyList<Ruleset>> ReadAsync(BlockContext context, string word, GivenOptions given, CancellationToken cancellationToken)
    {
        if (word.StartsWith("node/", StringComparison.Ordinal))
        {
            var lab = await context.GetLabAsync(cancellationToken);
            return [await lab.GetRulesAsync(word["node/".Length..], cancellationToken: cancellationToken)];
        }

        if (await ReadFileAsync(context.Session, word, cancellationToken) is { } text)
        {
            return OfText(text, word, given);
        }

        object? value;
        try
        {
            value = await context.Session.Values.FindAsync(word, cancellationToken);
        }
        catch (CellException problem)
        {
            throw given.Mistake($"There is no file {word} either; a node of the lab is written node/{word}. {problem.Message}");
        }

        return value switch
        {
            Ruleset ruleset => [ruleset],
            RulesetReading reading => [reading.Ruleset],
            Inspection inspection => [inspection.Reading.Ruleset],
            DumpInspection { Parts: [var first, ..] } => [first.Reading.Ruleset],
            string dump => OfText(dump, word, given),
            _ => throw given.Mistake($"The variable {word} holds no rules: it should be a text that iptables-save printed, or a Ruleset."),
        };
    }

    /// <summary>The rules of a text, at least one set.</summary>
    /// <exception cref="CellException">It holds no rules.</exception>
    public static IReadOnlyList<Ruleset> OfText(string text, string name, GivenOptions given) =>
        Dump.Read(text).Rulesets is { IsEmpty: false } rulesets
            ? rulesets
            : throw given.Mistake($"{name} holds no rules: a table begins with a line such as *nat, as iptables-save prints it.");

    /// <summary>The text of a file; null if there is none.</summary>
    public static async Task<string?> ReadFileAsync(NotebookSession session, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(session.WorkingDirectory, name);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancellationToken) : null;
    }
}
