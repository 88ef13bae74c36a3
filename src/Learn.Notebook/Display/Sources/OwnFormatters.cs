using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// The formatters of this project, chosen by the assembly that a value's type comes from: asking for the types themselves would load
/// assemblies that the notebook does not use yet.
/// </summary>
internal static class OwnFormatters
{
    private const string Difference = "Learn.Netfilter.Difference";

    /// <summary>The value in its forms, or null where it is nothing of ours.</summary>
    public static MimeBundle? TryFormat(object value) => value switch
    {
        Exception exception => ExceptionForms.Of(exception),
        Task task => MimeBundle.Text(TaskText.Of(task)).With(Forms.Html, new HtmlOutput().Element("p", TaskText.Of(task), "warn").ToString()),
        _ => AssemblyOf(value.GetType()) switch
        {
            "System.Private.CoreLib" or "System.Collections.Immutable" or "System.Linq" => Items(value),
            "Learn.Notebook" => NotebookForms.TryFormat(value) ?? CourseForms.TryFormat(value),
            "Learn.Course" => CourseForms.TryFormat(value),
            "Learn.Charts" => ChartForms.TryFormat(value),
            "Learn.Lab" => LabForms.TryFormat(value),
            "Learn.Sandbox" => SandboxForms.TryFormat(value),
            "Learn.Netfilter" => RuleForms.TryFormat(value),
            "Learn.Proxy" => WalkForms.TryFormat(value) ?? ListingForms.TryFormat(value) ?? ProxyForms.TryFormat(value),
            "Learn.Cluster" => ClusterForms.TryFormat(value),
            "KubernetesClient" => KubernetesForms.TryFormat(value),
            "System.Text.Json" or "Newtonsoft.Json" => JsonForms.TryFormat(value),
            "Plotly.NET" or "Plotly.NET.CSharp" => ChartForms.TryFormat(value),
            _ => HtmlContentForms.TryFormat(value),
        },
    };

    /// <summary>Items of one kind of ours as a table with the columns that they are known by, or null.</summary>
    public static ShownTable? RowsOf(IReadOnlyList<object?> items)
    {
        var assemblies = items.Select(item => item is null ? "" : AssemblyOf(item.GetType())).Distinct().Take(2).ToList();
        return assemblies is not [var assembly] ? null : assembly switch
        {
            "Learn.Lab" => LabRows.TryMake(items),
            "Learn.Sandbox" => SandboxRows.TryMake(items),
            "Learn.Netfilter" => RuleRows.TryMake(items),
            "Learn.Proxy" => ServiceReadingRows.TryMake(items),
            "Learn.Cluster" => ClusterRows.TryMake(items),
            "KubernetesClient" => KubernetesRows.TryMake(items),
            _ => null,
        };
    }

    // A comparison of rulesets is a sequence, but is read as lines that were added and removed; the items of other sequences are rows.
    private static MimeBundle? Items(object value) =>
        (value.GetType() is { IsGenericType: true } type && type.GetGenericArguments() is [{ FullName: Difference }]) || value.GetType().GetElementType()?.FullName == Difference
            ? RuleForms.TryFormat(value)
            : null;

    // An array is of the assembly of its items.
    private static string AssemblyOf(Type type) => (type.IsArray ? typeof(Array) : type).Assembly.GetName().Name ?? "";
}
