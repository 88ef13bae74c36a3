using Learn.Jupyter;
using Learn.Proxy;

namespace Learn.Notebook;

/// <summary>What is known about rules of kube-proxy: readings, changes, inspections.</summary>
internal static class ProxyForms
{
    /// <summary>The value in its forms, or null where it has none of its own.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        RulesetChanges changes => ChangeForms.Of(changes),
        ServiceChange change => ChangeForms.Of(change),
        DumpInspection inspection => InspectionForms.Of(inspection),
        Inspection inspection => InspectionForms.Of(inspection),
        RulesetReading reading => InspectionForms.Of(reading),
        _ => null,
    };
}
