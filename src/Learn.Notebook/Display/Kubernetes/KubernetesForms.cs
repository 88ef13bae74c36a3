using k8s;
using k8s.Models;
using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>Kubernetes objects: the row that kubectl prints, and the whole object as YAML.</summary>
internal static class KubernetesForms
{
    /// <summary>The object in its forms, or null where the type is none of the API's.</summary>
    public static MimeBundle? TryFormat(object value)
    {
        if (value.GetType().Namespace != "k8s.Models" || value.GetType().IsEnum)
        {
            return null;
        }

        if (ItemsOf(value) is { } items)
        {
            return SequenceTable.Of(items, _ => null).ToBundle();
        }

        var yaml = DisplayLimits.Cut(YamlOf(value), DisplayLimits.Text);
        if (value is not IKubernetesObject<V1ObjectMeta> { Metadata: not null } whole)
        {
            return MimeBundle.Text(yaml).With(Forms.Html, new HtmlOutput().Block(yaml).ToString());
        }

        var html = new HtmlOutput();
        var table = KubernetesRows.TryMake([whole], wide: true);
        html.Open("div", "head").Text($"{KindOf(whole)}/{whole.Metadata.Name}").Close("div");
        table?.WriteTo(html);
        html.Raw(table is null ? "<details open>" : "<details>").Element("summary", "YAML").Block(yaml).Close("details");
        return MimeBundle.Text(table is null ? yaml : (KubernetesRows.TryMake([whole]) ?? table).ToText()).With(Forms.Html, html.ToString());
    }

    private static string KindOf(IKubernetesObject<V1ObjectMeta> whole) =>
        ResourceKind.All.FirstOrDefault(kind => kind.Type == whole.GetType())?.DisplayName ?? (whole.Kind ?? TypeName.Of(whole.GetType())).ToLowerInvariant();

    private static string YamlOf(object value)
    {
        if (value is IKubernetesObject<V1ObjectMeta> { Metadata: not null } whole && ResourceKind.All.Any(kind => kind.Type == whole.GetType()))
        {
            return ObjectText.ToYaml(whole).TrimEnd();
        }

        return KubernetesYaml.Serialize(value).TrimEnd();
    }

    // V1PodList and its like.
    private static System.Collections.IEnumerable? ItemsOf(object value) =>
        value.GetType().GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IItems<>))
            ? value.GetType().GetProperty("Items")?.GetValue(value) as System.Collections.IEnumerable
            : null;
}
