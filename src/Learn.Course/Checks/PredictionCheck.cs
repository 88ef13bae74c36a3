namespace Learn.Course;

/// <summary>A guess against an experiment, which does not run before the guess is committed.</summary>
internal static class PredictionCheck
{
    /// <summary>Why a prediction cannot be checked yet; null if its guess is there.</summary>
    public static Finding? Missing(PredictionCheckDefinition definition, CheckContext context)
        => string.IsNullOrWhiteSpace(context.Answers.GetValueOrDefault(definition.Question))
            ? Finding.Unanswered($"Your guess for the question \"{definition.Question}\", before the experiment runs", "There is no guess yet, so the experiment did not run")
            : null;

    /// <summary>Runs the experiment, and holds the guess against it.</summary>
    public static async Task<Finding> RunAsync(PredictionCheckDefinition definition, CheckContext context)
    {
        var question = context.Drawn.Question(definition.Question, context.lab);
        string given = context.Answers[definition.Question], expected = $"Your guess \"{given.Trim()}\" is what the experiment shows";
        if (AnswerCheck.NotUnderstood(question, given, expected) is { } odd)
        {
            return odd;
        }

        var (seen, experiment) = await ObserveAsync(definition, context);
        context.Observed[question.Id] = seen;
        string words = $"{seen}{(question.Unit is { } unit ? $" {unit}" : "")}";
        var finding = AnswerCheck.Judge(question, given, RightOf(question, seen), expected);
        return finding.Verdict == CheckVerdict.Passed
            ? finding with { Remark = $"Seen: {words}. {finding.Remark}".Trim() }
            : finding with { Seen = $"The experiment shows {words}.", Experiment = experiment };
    }

    // Of sentences to choose from, the one is right that names what was seen.
    private static string RightOf(QuestionDefinition question, string seen)
    {
        if (question.Kind is not (QuestionKind.Choice or QuestionKind.Several) || question.Options.Any(option => option.Letter.Equals(seen, StringComparison.OrdinalIgnoreCase)))
        {
            return seen;
        }

        var naming = question.Options.Where(option => option.Text.Contains(seen, StringComparison.OrdinalIgnoreCase)).ToList();
        return naming.Count == 1
            ? naming[0].Letter
            : throw new CourseException($"The experiment of question \"{question.Id}\" shows \"{seen}\", which {(naming.Count == 0 ? "none" : "more than one")} of its options names.");
    }

    private static async Task<(string Seen, string Experiment)> ObserveAsync(PredictionCheckDefinition definition, CheckContext context)
    {
        if (definition.Run is { } run)
        {
            var commands = new CommandActions(context.lab);
            string command = context.Text(run), host = definition.On is { } on ? context.Text(on).Trim() : commands.DefaultHost;
            return ((await commands.RunAsync(command, host, context.Cancellation)).Trim(), Experiments.Command(host, command.Trim()));
        }

        string observe = context.Text(definition.Observe).Trim();
        if (definition.Walk is { } walk)
        {
            var (to, from, protocol) = WalkCheck.Texts(walk, context);
            return (Observation.OfWalk(observe, await WalkCheck.EndsAsync(walk, context)), Experiments.Walk(to, from, protocol));
        }

        var traffic = definition.Traffic ?? throw new CourseException("The prediction has no experiment: traffic, walk or run is needed.");
        var plan = TrafficPlan.Of(traffic with { By = [], Shares = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, Even = false }, context, Observation.NeedsMany(observe) ? TrafficPlan.EnoughForShares : 1);
        // What ends in which way is the question: nothing is given up early, and nobody is waited for long.
        var seen = await TrafficSender.SendAsync(plan with { Ends = TrafficEnds.Any, Source = "any" }, context.lab, plan.Count, null, context.Cancellation);
        return (Observation.OfTraffic(observe, seen), Experiments.Of(plan with { Source = observe == Observation.Source ? observe : null }));
    }
}
