using System.Diagnostics;
using Learn.Cluster;
using Learn.Sandbox;

namespace Learn.Course;

/// <summary>Runs checks: changes the world where they ask for it, puts it back, and tells failures of the learner's from those of a check.</summary>
/// <param name="context">What checks are given.</param>
/// <param name="actions">Changes the world.</param>
internal sealed class CheckRunner(CheckContext context, ActionRunner actions)
{
    private static readonly TimeSpan PuttingBackPatience = TimeSpan.FromSeconds(60);

    /// <summary>Runs a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="hasFailure">Whether one before it failed: then a check that changes the world is skipped.</param>
    /// <exception cref="OperationCanceledException">It was interrupted; the world is put back.</exception>
    public async Task<CheckResult> RunAsync(CheckDefinition check, bool hasFailure)
    {
        long started = Stopwatch.GetTimestamp();
        var finding = hasFailure && !check.After.IsDefaultOrEmpty && check.Predict is null
            ? new Finding(CheckVerdict.Skipped)
            : await GuardedAsync(check);
        string seen = finding.Verdict == CheckVerdict.Failed && check.Because is { Length: > 0 } because ? $"{Rendered(because).Trim()} {finding.Seen}" : finding.Seen;
        return new CheckResult(check.Id, Rendered(check.Title).Trim(), finding.Verdict)
        {
            Expected = finding.Expected,
            Seen = seen,
            Experiment = finding.Experiment,
            Remark = finding.Remark,
            Elapsed = Stopwatch.GetElapsedTime(started),
        };
    }

    private async Task<Finding> GuardedAsync(CheckDefinition check)
    {
        try
        {
            return check.Predict is { } predict && PredictionCheck.Missing(predict, context) is { } missing ? missing
                : check.After.IsDefaultOrEmpty ? await CheckAsync(check)
                : await ChangedAsync(check);
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (CourseException error) when (CauseInLab(error) is { } cause)
        {
            // What the check is about is not there, or not as it was: that is the learner's world.
            return Finding.Failed(Rendered(check.Title), cause.Message);
        }
        catch (WorldEndedException error)
        {
            return Finding.Broken($"The lab has ended ({error.Message.TrimEnd('.')}). Start the exercise again");
        }
        catch (Exception error)
        {
            return Finding.Broken(error.Message);
        }
    }

    private async Task<Finding> ChangedAsync(CheckDefinition check)
    {
        var rules = await RulesSnapshot.TakeAsync(context.lab, context.Cancellation);
        var done = new Stack<UndoableAction>();
        Finding finding;
        string? notBack;
        try
        {
            finding = await ChangeAndCheckAsync(check, done);
        }
        finally
        {
            // Also when the check was interrupted: what it changed is nobody else's business.
            notBack = await PutBackAsync(done, rules);
        }

        return notBack is null ? finding
            : finding.Verdict == CheckVerdict.Passed ? Finding.Broken($"The check holds, but what it had changed could not be put back: {notBack}. Reset the exercise before you go on")
            : finding with { Remark = $"{finding.Remark} What the check had changed could not be put back: {notBack}. Reset the exercise before you go on.".Trim() };
    }

    private async Task<Finding> ChangeAndCheckAsync(CheckDefinition check, Stack<UndoableAction> done)
    {
        // An action on an object that has begun is finished, also when the learner interrupts: only then it is known how it is undone.
        using var patience = new CancellationTokenSource(PuttingBackPatience);
        foreach (var action in check.After)
        {
            try
            {
                context.Cancellation.ThrowIfCancellationRequested();
                done.Push(await actions.DoAsync(action, context.Drawn.Exercise.Folder, action.Run is null ? patience.Token : context.Cancellation));
            }
            catch (CourseException error) when (CauseInLab(error) is { } cause)
            {
                return Finding.Failed($"The check can {ActionWords.Of(action, Rendered)}, to see whether the answer still holds", cause.Message);
            }
        }

        context.Cancellation.ThrowIfCancellationRequested();
        var finding = await CheckAsync(check);
        return finding.Verdict == CheckVerdict.Failed
            ? finding with { Seen = $"After the check had done this: {string.Join(", then ", done.Reverse().Select(action => action.Words))}. {finding.Seen}" }
            : finding;
    }

    private static async Task<string?> PutBackAsync(Stack<UndoableAction> done, RulesSnapshot rules)
    {
        var problems = new List<string>();
        using var patience = new CancellationTokenSource(PuttingBackPatience);
        while (done.TryPop(out var action))
        {
            try
            {
                await action.UndoAsync(patience.Token);
            }
            catch (Exception error)
            {
                problems.Add($"\"{action.Words}\" cannot be undone ({error.Message.TrimEnd('.')})");
            }
        }

        try
        {
            await rules.RestoreAsync(patience.Token);
        }
        catch (Exception error)
        {
            problems.Add($"the rules are not what they were ({error.Message.TrimEnd('.')})");
        }

        return problems.Count == 0 ? null : string.Join("; ", problems);
    }

    private async Task<Finding> CheckAsync(CheckDefinition check)
        => check switch
        {
            { Traffic: { } traffic } => await TrafficCheck.RunAsync(traffic, context),
            { Object: { } one } => ObjectCheck.Run(one, context),
            { Rules: { } rules } => await RulesCheck.RunAsync(rules, context),
            { Walk: { } walk } => await WalkCheck.RunAsync(walk, context),
            { Held: { } held } => await HeldCheck.RunAsync(held, context),
            { Answer: { } question } => AnswerCheck.Run(question, context),
            { Predict: { } predict } => await PredictionCheck.RunAsync(predict, context),
            { Script: { } script } => await ScriptCheck.RunAsync(script, context),
            _ => throw new CourseException($"The check \"{check.Id}\" says nothing that is to be checked."),
        };

    private static Exception? CauseInLab(Exception? error)
        => error is null or ClusterApiException or LabException or ManifestException ? error : CauseInLab(error.InnerException);

    // A title that cannot be rendered must not hide what the check has to say.
    private string Rendered(string text)
    {
        try
        {
            return context.Text(text);
        }
        catch (CourseException)
        {
            return text;
        }
    }
}
