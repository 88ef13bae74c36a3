using Learn.Netfilter;
using Learn.Proxy;

namespace Learn.Notebook.Tests.Pictures;

/// <summary>Inspections and changes of captures.</summary>
internal static class Inspected
{
    public static DumpInspection Node => Of("loadbalancer-source-ranges", "expected.iptables-save");

    public static DumpInspection Odd => Of("step-foreign-rules", "expected-step-2.iptables-save");

    public static RulesetChanges EndpointAdded => Between("step-endpoint-added");

    public static RulesetChanges Flush => Between("step-flush-everything");

    private static DumpInspection Of(string name, string file) => DumpInspection.Of(Capture.Rules(name, file).ToSaveText());

    private static RulesetChanges Between(string name) =>
        RulesetChanges.Between(RulesetReading.Of(Capture.Rules(name)), RulesetReading.Of(Capture.Rules(name, "expected-step-2.iptables-save")));
}
