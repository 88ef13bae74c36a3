using System.Globalization;
using Learn.Course;

namespace Learn.Notebook;

/// <summary>What the course's kinds and states are called.</summary>
internal static class CourseWords
{
    /// <summary>What a kind of exercise asks for.</summary>
    public static string Of(ExerciseKind kind) => kind switch
    {
        ExerciseKind.Write => "Write: make the manifest",
        ExerciseKind.Predict => "Predict: say what will happen before it does",
        ExerciseKind.Repair => "Repair: find what is broken, and mend it",
        ExerciseKind.Read => "Read: find the answer in the rules",
        ExerciseKind.Rules => "Rules: write them by hand with iptables",
        _ => "Explain: choose the sentence that is true",
    };

    /// <summary>The same in a word.</summary>
    public static string Short(ExerciseKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A check's state, as a symbol and a word.</summary>
    public static string Of(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "✓ holds",
        CheckVerdict.Failed => "✗ does not hold",
        CheckVerdict.Unanswered => "… not answered",
        CheckVerdict.Broken => "! check broken",
        _ => "– not tried",
    };

    /// <summary>The class of the style sheet for it.</summary>
    public static string? Tone(CheckVerdict verdict) => verdict switch
    {
        CheckVerdict.Passed => "good",
        CheckVerdict.Failed => "bad",
        CheckVerdict.Unanswered or CheckVerdict.Broken => "warn",
        _ => "muted",
    };

    /// <summary>How far a learner is with an exercise, as a symbol and a word.</summary>
    public static string Of(ExerciseProgress? progress) => progress switch
    {
        null => "○ open",
        { Passed: not null } => "✓ passed",
        { Tries.Length: 0 } => "… started",
        _ => "… not yet",
    };

    /// <summary>What stands for an answer when it is told how to give one.</summary>
    public static string Placeholder(QuestionDefinition question) => question.Kind switch
    {
        QuestionKind.Choice => "LETTER",
        QuestionKind.Several => "LETTERS",
        QuestionKind.Number => "NUMBER",
        QuestionKind.Address => "ADDRESS",
        QuestionKind.Outcome => "OUTCOME",
        _ => "WORD",
    };

    /// <summary>What an answer looks like.</summary>
    public static string Answer(QuestionDefinition question) => question.Kind switch
    {
        QuestionKind.Choice => "one letter",
        QuestionKind.Several => "all letters that are right, such as `a, c`",
        QuestionKind.Number => question.Unit is { Length: > 0 } unit ? $"a number, in {unit}" : "a number",
        QuestionKind.Address => "an IP address",
        QuestionKind.Outcome => "`answered`, `refused` or `timeout`",
        _ => "a word or a name",
    };

    /// <summary>A number of things: <c>1 try</c>, <c>2 tries</c>.</summary>
    public static string Counted(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
