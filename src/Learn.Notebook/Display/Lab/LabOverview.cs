using k8s.Models;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>A lab at a glance: its nodes, what runs in it, and what this machine allowed.</summary>
internal static class LabOverview
{
    /// <summary>The overview.</summary>
    public static MimeBundle Of(Learn.Lab lab)
    {
        if (lab.Ended.IsCancellationRequested)
        {
            var ended = $"Lab {lab.Name} has ended.";
            return MimeBundle.Text(ended).With(Forms.Html, new HtmlOutput().Element("p", ended, "warn").ToString());
        }

        var pods = lab.List<V1Pod>();
        var nodes = Rows.Make(
            lab.Nodes,
            ("Node", node => node.Name),
            ("Zone", node => node.Zone ?? ""),
            ("Address", node => string.Join(", ", lab.AddressesOf(node.Name))),
            ("Pods", node => Rows.Number(pods.Count(pod => pod.Spec.NodeName == node.Name))));
        var services = lab.List<V1Service>();
        var counts = $"{Counted(services.Count, "Service")}, {Counted(pods.Count, "Pod")}, {Counted(lab.List<V1Deployment>().Count, "Deployment")}.";
        var clients = lab.Options.Clients.IsDefaultOrEmpty ? "" : $" Clients outside the cluster: {string.Join(", ", lab.Options.Clients)}.";
        var html = new HtmlOutput().Element("div", $"Lab {lab.Name}", "head");
        nodes.WriteTo(html);
        html.Element("p", counts + clients).Raw("<details>").Element("summary", "What this machine allowed").Block(lab.Report.ToString(), "wrap").Close("details");
        foreach (var remark in lab.Report.Remarks)
        {
            html.Element("p", remark, "warn");
        }

        return MimeBundle.Text($"Lab {lab.Name}\n{nodes.ToText()}\n{counts}{clients}\n{lab.Report}").With(Forms.Html, html.ToString());
    }

    private static string Counted(int count, string what) => FormattableString.Invariant($"{count:N0} {what}{(count == 1 ? "" : "s")}");
}
