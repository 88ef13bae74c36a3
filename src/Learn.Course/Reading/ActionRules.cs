using System.Collections.Immutable;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>What actions keep to.</summary>
/// <param name="file">Where they stand.</param>
/// <param name="folder">What the files that they name are relative to.</param>
internal sealed class ActionRules(CourseFile file, string folder)
{
    private static readonly string[] Faults = ["refuse", "drop", "hang", "crash", "error", "heal"];

    /// <summary>Checks a list of actions.</summary>
    public void CheckAll(string list, ImmutableArray<ActionDefinition> actions)
    {
        foreach (var (action, index) in actions.Select((action, index) => (action, index)))
        {
            Check($"{list}[{index}]", action);
        }
    }

    private void Check(string field, ActionDefinition action)
    {
        CheckKinds(field, action);
        Together(field, "scale", action.Scale, "replicas", action.Replicas);
        Together(field, "fault", action.Fault, "how", action.How);
        Together(field, "hold", action.Hold, "as", action.As);
        if (action.Undo is not null && action.Run is null)
        {
            file.Add($"{field}.undo", "only \"run\" has it; everything else knows how to be undone");
        }

        if (!action.Wait && action.Delete is null)
        {
            file.Add($"{field}.wait", "only \"delete\" waits for something");
        }

        if (action.How is { } how && !IsTemplate(how) && !Faults.Contains(how))
        {
            file.Add($"{field}.how", $"expected one of {string.Join(", ", Faults)}, found \"{how}\"{(Suggestion.Nearest(how, Faults) is { } near ? $"; did you mean \"{near}\"?" : "")}");
        }

        if (action.Apply is { } apply && !apply.Contains('\n', StringComparison.Ordinal) && !IsTemplate(apply) && !File.Exists(Path.Combine(folder, apply)))
        {
            file.Add($"{field}.apply", $"there is no file \"{apply}\" in {Path.GetFileName(folder)}");
        }
    }

    private void CheckKinds(string field, ActionDefinition action)
    {
        (string Name, string? Value)[] kinds =
        [
            ("apply", action.Apply), ("delete", action.Delete), ("scale", action.Scale), ("unready", action.Unready), ("ready", action.Ready), ("fault", action.Fault),
            ("run", action.Run), ("stopProxy", action.StopProxy), ("startProxy", action.StartProxy), ("hold", action.Hold),
        ];
        var given = kinds.Where(kind => kind.Value is not null).Select(kind => kind.Name).ToList();
        if (given.Count != 1)
        {
            file.Add(field, given.Count == 0 ? $"expected one of {string.Join(", ", kinds.Select(kind => kind.Name))}" : $"{string.Join(" and ", given)} are two actions; write them one after the other");
        }
    }

    private void Together(string field, string first, string? firstValue, string second, string? secondValue)
    {
        if (firstValue is null != secondValue is null)
        {
            file.Add(field, $"\"{first}\" and \"{second}\" stand together; \"{(firstValue is null ? first : second)}\" is missing");
        }
    }

    private static bool IsTemplate(string text) => text.Contains('{', StringComparison.Ordinal);
}
