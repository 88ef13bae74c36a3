using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>
/// The displays whose looks are kept: one line each. A value must be the same in every run: no clock, no chance, fixed counters; the
/// captures of tests/golden are a good start (<see cref="Capture"/>). A name may end in <c>.image</c>: then the picture is that of the form
/// image/svg+xml, as a front end shows it that takes no HTML.
/// </summary>
internal static class DisplayCases
{
    public static IReadOnlyDictionary<string, Func<object?>> All { get; } = new SortedDictionary<string, Func<object?>>(StringComparer.Ordinal)
    {
        ["apply"] = () => Samples.Applied,
        ["changes"] = () => Inspected.EndpointAdded,
        ["changes-flush"] = () => Inspected.Flush,
        ["connections"] = () => Samples.Connections,
        ["counters"] = () => RuleCounters.Of("node-1", Samples.Counted),
        ["curl"] = () => Samples.Answer,
        ["differences"] = () => RulesetComparer.Compare(Capture.Rules("step-endpoint-added"), Capture.Rules("step-endpoint-added", "expected-step-2.iptables-save")),
        ["distribution"] = () => Learn.Tests.Figures.Samples.Fitting,
        ["distribution-misfit"] = () => Learn.Tests.Figures.Samples.Misfitting,
        ["distribution-misfit.image"] = () => Learn.Tests.Figures.Samples.Misfitting,
        ["exception"] = () => new LabException("There is no node \"node-9\". Nodes: node-1, node-2."),
        ["flow"] = () => Charts.Flow(Samples.Counted),
        ["flow.image"] = () => Charts.Flow(Samples.Counted),
        ["graph"] = () => Charts.ChainGraphAsync(Capture.Rules("clusterip-two-pods")).GetAwaiter().GetResult(),
        ["graph-counters"] = () => Charts.ChainGraphAsync(Samples.Counted, new GraphOptions { About = "shop/cart" }).GetAwaiter().GetResult(),
        ["graph-many"] = () => Charts.ChainGraphAsync(Capture.Rules("clusterip-250-pods")).GetAwaiter().GetResult(),
        ["graph-service"] = () => Charts.ChainGraphAsync(Capture.Rules("nodeport-local-with-local"), new GraphOptions { About = "shop/frontend" }).GetAwaiter().GetResult(),
        ["explain-chain"] = () => ListingSamples.Explanation.Explain("nat", "KUBE-SVC-DWS4M2WFM7KEIG3U"),
        ["explain-field"] = () => ListingSamples.Explanation.RulesOf("shop/websocket", "spec.ports"),
        ["explain-service"] = () => ExplanationQuestion.Answer(ListingSamples.Explanation, ["service/shop/websocket"]).Single(),
        ["explain-rule"] = () => ListingSamples.Explanation.Explain("nat", "KUBE-SVC-DWS4M2WFM7KEIG3U", 4),
        ["analysis"] = () => TrafficSamples.Analysis,
        ["analysis.image"] = () => TrafficSamples.Analysis,
        ["analysis-over-time"] = () => TrafficSamples.Analysis.OverTime,
        ["analysis-over-time.image"] = () => TrafficSamples.Analysis.OverTime,
        ["analysis-before-after"] = () => TrafficSamples.BeforeAfter,
        ["analysis-before-after.image"] = () => TrafficSamples.BeforeAfter,
        ["analysis-per-source"] = () => TrafficSamples.PerSource,
        ["analysis-per-source.image"] = () => TrafficSamples.PerSource,
        ["course-card"] = () => CourseSamples.Card,
        ["course-check-failed"] = () => CourseSamples.Failed,
        ["course-check-passed"] = () => CourseSamples.Passed,
        ["course-check-running"] = () => CourseSamples.Running,
        ["course-hint"] = () => CourseSamples.Hint,
        ["course-predict"] = () => CourseSamples.Prediction,
        ["course-progress"] = () => CourseSamples.Progress,
        ["course-question"] = () => CourseSamples.Question,
        ["course-question-right"] = () => CourseSamples.Right,
        ["course-question-wrong"] = () => CourseSamples.Wrong,
        ["course-reveal"] = () => CourseSamples.Revealed,
        ["sync"] = () => SyncSamples.Partial,
        ["syncs"] = () => SyncSamples.All,
        ["hooks"] = () => HookDiagram.Draw([]),
        ["hooks-dropped"] = () => HookDiagram.Draw([(Hook.Prerouting, "nat", "KUBE-FW-…: its source is not in the Service's ranges"), (Hook.Forward, "filter", "DROP in KUBE-PROXY-FIREWALL")], "A client that may not use the load balancer", arrives: false),
        ["hooks-loopback"] = () => HookSamples.Hairpin,
        ["hooks-loopback.image"] = () => HookSamples.Hairpin,
        ["hooks-pod"] = () => HookSamples.PodToService,
        ["inspection"] = () => Inspected.Node,
        ["inspection-odd"] = () => Inspected.Odd,
        ["inspection-services"] = () => Inspected.Node.Services,
        ["listing"] = () => ListingSamples.Listing,
        ["listing-names"] = () => ListingSamples.OneService,
        ["manifest-rules"] = () => ListingSamples.Manifest,
        ["names"] = () => Samples.Queries,
        ["pods"] = () => Samples.Pods,
        ["rules"] = () => Capture.Rules("clusterip-one-pod").Find("nat"),
        ["trace"] = () => TraceSamples.Agreeing,
        ["trace-disagreeing"] = () => TraceSamples.Disagreeing,
        ["traffic"] = () => Samples.Traffic,
        ["values"] = () => new Dictionary<string, object?> { ["number"] = 42, ["text"] = "a <b> & c", ["list"] = new[] { 1, 2, 3 }, ["nothing"] = null, ["when"] = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) },
        ["walk"] = () => WalkSamples.NodePort,
        ["walk-hooks"] = () => WalkHooks.Draw(WalkSamples.NodePort.Result.Tree!, WalkNames.In(WalkSamples.NodePort.Reading)),
        ["walk-many"] = () => WalkSamples.Many,
        ["walk-perhaps"] = () => WalkSamples.Perhaps,
    };
}
