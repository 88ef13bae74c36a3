
namespace Learn;

/// <summary>Answers <see cref="LabRequest.Walk"/>.</summary>
internal static class WalkReply
{
    /// <summary>The walk as text or JSON. Exit code 1: nothing surely answers.</summary>
    public static async Task<LabReply> OfAsync(Lab lab, LabRequest.Walk request, CancellationToken cancellationToken)
    {
        var walk = await lab.WalkAsync(request.Target, request.From, request.Protocol, cancellationToken).ConfigureAwait(false);
        bool canAnswer = walk.Undetermined > 0 || walk.Ends.Any(end => end.Outcome.Kind == TrafficOutcomeKind.Pod);
        return new LabReply
        {
            Output = (request.IsJson ? ReadableJson.Text(walk.ToJson()) : walk.ToString()) + "\n",
            ExitCode = canAnswer ? 0 : 1,
        };
    }
}
