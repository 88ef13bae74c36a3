using System.Text.Encodings.Web;
using System.Text.Json;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Prints objects in the form that <c>-o</c> asks for, other than tables.</summary>
internal sealed class ObjectPrinter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, IndentSize = 4, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string form;
    private readonly string template;

    private ObjectPrinter(string form, string template) => (this.form, this.template) = (form, template);

    /// <summary>Whether objects are its values, not texts about them.</summary>
    public bool PrintsWholeObjects => form is "yaml" or "json";

    /// <summary>The printer of a call; null where a table is asked for.</summary>
    /// <exception cref="CellException">There is no such form.</exception>
    public static ObjectPrinter? Of(KubectlCall call)
    {
        var output = call.Flags["output"] ?? "";
        if (output is "" or "wide")
        {
            return null;
        }

        var equals = output.IndexOf('=', StringComparison.Ordinal);
        var (form, template) = equals < 0 ? (output, call.Flags["template"] ?? "") : (output[..equals], output[(equals + 1)..]);
        return form switch
        {
            "yaml" or "json" or "name" or "custom-columns" => new ObjectPrinter(form, template),
            "jsonpath" or "jsonpath-as-json" when template.Length == 0 => throw KubectlErrors.Mistake("template format specified but no template given"),
            "jsonpath" or "jsonpath-as-json" => new ObjectPrinter(form, template),
            "go-template" or "template" or "go-template-file" or "jsonpath-file" or "custom-columns-file" => throw KubectlErrors.Mistake(
                $"the lab's kubectl has no -o {form}; -o jsonpath='{{…}}' and -o custom-columns=HEADING:.path can say the same"),
            _ => throw KubectlErrors.Mistake(
                $"unable to match a printer suitable for the output format \"{form}\", allowed formats are: custom-columns,json,jsonpath,jsonpath-as-json,name,wide,yaml"),
        };
    }

    /// <summary>The text of a single object, or of a list.</summary>
    /// <exception cref="CellException">The template cannot be read, or asks for an element that is not there.</exception>
    public string Print(IReadOnlyList<ObjectGroup> groups, bool isOne, bool hasHeadings = true)
    {
        IReadOnlyList<IKubernetesObject<V1ObjectMeta>> all = [.. groups.SelectMany(group => group.Objects)];
        if (isOne && all.Count == 0)
        {
            return "";
        }

        try
        {
            return form switch
            {
                "yaml" => isOne ? ObjectText.ToYaml(all[0]) : ObjectText.ToYaml(all),
                "json" => isOne ? ObjectText.ToJson(all[0]) : ObjectText.ToJson(all),
                "name" => string.Concat(groups.SelectMany(group => group.Objects.Select(one => $"{group.Kind.DisplayName}/{one.Metadata.Name}\n"))),
                "custom-columns" => Columns(all, hasHeadings),
                "jsonpath" => JsonPathTemplate.Parse(template).Fill(isOne ? ObjectJson.Of(all[0]) : ObjectJson.Of(all)),
                _ => JsonSerializer.Serialize(JsonPathTemplate.Parse(template).ValuesOf(isOne ? ObjectJson.Of(all[0]) : ObjectJson.Of(all)), Indented) + "\n",
            };
        }
        catch (FormatException problem)
        {
            throw KubectlErrors.Mistake($"error executing jsonpath \"{template}\": {problem.Message}");
        }
    }

    private string Columns(IReadOnlyList<IKubernetesObject<V1ObjectMeta>> all, bool hasHeadings)
    {
        var columns = CustomColumns.Parse(template);
        return new GrowingTable().Add([.. hasHeadings ? [columns.Headings] : (IReadOnlyList<string>[])[], .. all.Select(columns.Cells)]);
    }
}
