using System.Text;
using k8s;
using k8s.Models;
using Learn.Cluster;

namespace Learn;

/// <summary>What <c>kubectl get</c> prints: picks the objects that are asked for and puts them into the form that is asked for.</summary>
internal sealed class ObjectListing(ClusterApi cluster, LabRequest.Show request, DateTimeOffset now)
{
    private const int NotSo = 1;
    private const string Everything = "all";

    // What kubectl takes "all" for, as far as this cluster stores it.
    private static readonly ResourceKind[] KindsOfAll = [ResourceKind.Pod, ResourceKind.Service, ResourceKind.Deployment, ResourceKind.ReplicaSet];

    private readonly StringBuilder errors = new();

    /// <summary>The listing.</summary>
    /// <exception cref="LabException">There is no such kind or form, or the words contradict each other.</exception>
    /// <exception cref="FormatException">The selector cannot be read.</exception>
    public LabReply Write()
    {
        var wanted = Wanted().ToList();
        var groups = wanted.Select(one => (one.Kind, Objects: Find(one.Kind, one.Names))).ToList();
        var all = groups.SelectMany(group => group.Objects).ToList();
        bool isOne = wanted is [{ Names.Count: 1 }];
        string text = request.Format switch
        {
            "" or "wide" => Tables(groups),
            "name" => string.Concat(groups.SelectMany(group => group.Objects.Select(one => $"{group.Kind.DisplayName}/{one.Metadata.Name}\n"))),
            "yaml" => isOne ? all.Count == 1 ? ObjectText.ToYaml(all[0]) : "" : ObjectText.ToYaml(all),
            "json" => isOne ? all.Count == 1 ? ObjectText.ToJson(all[0]) : "" : ObjectText.ToJson(all),
            _ => throw new LabException($"There is no output format \"{request.Format}\". There are: wide, yaml, json, name."),
        };
        if (all.Count == 0 && errors.Length == 0 && request.Format is "" or "wide")
        {
            bool hasNamespace = request.Namespace is not null && wanted.Exists(one => one.Kind.IsNamespaced);
            return new LabReply { Error = hasNamespace ? $"No resources found in {request.Namespace} namespace.\n" : "No resources found\n" };
        }

        return new LabReply { Output = text, Error = errors.ToString(), ExitCode = errors.Length > 0 ? NotSo : 0 };
    }

    private string Tables(List<(ResourceKind Kind, IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Objects)> groups)
    {
        var filled = groups.Where(group => group.Objects.Count > 0).ToList();
        var tables = filled.Select(group => group.Kind == ResourceKind.Event
            ? EventTable.Render(group.Objects.Cast<Corev1Event>(), now, request.Namespace is null)
            : ObjectTable.Of(group.Kind, group.Objects, now, request.Format == "wide", request.Namespace is null, groups.Count > 1).ToString());
        return string.Concat(tables.Select((table, index) => index == 0 ? table + "\n" : $"\n{table}\n"));
    }

    // "pods", "pods,services", "all"; with names behind them; or "pod/web" once or more often.
    private IEnumerable<(ResourceKind Kind, IReadOnlyList<string> Names)> Wanted()
    {
        string[] words = [request.Kinds, .. request.Names];
        if (words.Any(word => word.Contains('/')))
        {
            return words.Select(word => word.Split('/') is [var kind, var name] && kind.Length > 0 && name.Length > 0
                ? (RequestDesk.KindOf(kind), (IReadOnlyList<string>)[name])
                : throw new LabException("Give either kinds and names (pods web-1) or each object as KIND/NAME (pod/web-1), not both."));
        }

        var kinds = request.Kinds.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .SelectMany(word => word == Everything ? KindsOfAll : [RequestDesk.KindOf(word)])
            .Distinct();
        return kinds.Select(kind => (kind, request.Names));
    }

    private IReadOnlyList<IKubernetesObject<V1ObjectMeta>> Find(ResourceKind kind, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return cluster.List(kind, request.Namespace, request.Selector is { } selector ? LabelSelector.Parse(selector) : null);
        }

        if (request.Selector is not null || (request.Namespace is null && kind.IsNamespaced))
        {
            throw new LabException("An object that is named is not to be selected by labels or in all namespaces, too.");
        }

        var found = new List<IKubernetesObject<V1ObjectMeta>>();
        foreach (string name in names)
        {
            if (cluster.Get(kind, request.Namespace ?? "", name) is { } one)
            {
                found.Add(one);
            }
            else
            {
                errors.Append("Error from server (NotFound): ").Append(kind.ResourceName).Append(" \"").Append(name).Append("\" not found\n");
            }
        }

        return found;
    }
}
