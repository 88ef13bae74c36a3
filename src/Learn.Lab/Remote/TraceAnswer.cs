namespace Learn;

/// <summary>Traces a request for another process.</summary>
internal static class TraceAnswer
{
    private const int NotSo = 1;

    /// <summary>Traces; 1 if walk and trace disagree.</summary>
    public static async Task<LabReply> AnswerAsync(Lab lab, LabRequest.Trace request, CancellationToken cancellationToken)
    {
        var trace = await lab.TraceAsync(request.Target, request.From, cancellationToken);
        return new LabReply { Output = $"{(request.AsJson ? TraceJson.Of(trace) : trace.ToString())}\n", ExitCode = trace.Agrees ? 0 : NotSo };
    }
}
