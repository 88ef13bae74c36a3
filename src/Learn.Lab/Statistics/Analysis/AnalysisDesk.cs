using System.Text;

namespace Learn;

/// <summary>Sends requests for other processes and analyses where they ended.</summary>
internal static class AnalysisDesk
{
    /// <summary>Sends from each place, one place after the other, and writes the analysis of each, and the comparison of several.</summary>
    /// <exception cref="LabException">The request cannot be made.</exception>
    public static async Task<LabReply> AnalyseAsync(Lab lab, LabRequest.Analyse request, CancellationToken cancellationToken)
    {
        var options = new AnalysisOptions { Power = request.Power, Deviation = request.Deviation };
        if (options.Validate() is { } problem)
        {
            throw new LabException(problem);
        }

        var results = new List<CurlResult>();
        foreach (string? from in request.From is { Count: > 0 } places ? places : [null!])
        {
            results.Add(await lab.CurlAsync(request.Url, request.Count, from, cancellationToken).ConfigureAwait(false));
        }

        var analyses = results.ConvertAll(result => DistributionAnalysis.Of(result, options));
        return new LabReply
        {
            Output = request.Json
                ? (analyses is [var only] ? only.ToJson() : $"[{string.Join(",\n", analyses.Select(analysis => analysis.ToJson()))}]") + "\n"
                : Text(results, analyses),
            ExitCode = analyses.Exists(analysis => analysis.Pearson is { Method: GoodnessOfFitMethod.Impossible } or { PValue: < 0.001 }) ? 1 : 0,
        };
    }

    private static string Text(List<CurlResult> results, List<DistributionAnalysis> analyses)
    {
        var text = new StringBuilder(string.Join('\n', analyses));
        if (results.Count > 1)
        {
            text.Append('\n').Append(SourceComparison.Of(results));
        }

        return text.ToString();
    }
}
