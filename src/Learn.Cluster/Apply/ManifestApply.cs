using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>Applies the documents of one manifest within a transaction, and collects the problems of all of them.</summary>
internal sealed class ManifestApply(Transaction transaction, Manifest manifest, string defaultNamespace)
{
    private readonly List<ManifestProblem> problems = [.. manifest.Problems];

    /// <exception cref="ManifestException">If anything is wrong; the transaction must then be dropped.</exception>
    public IReadOnlyList<AppliedObject> Run()
    {
        var applied = new List<AppliedObject>();
        foreach (var document in manifest.Documents.Where(document => document.Object is not null))
        {
            try
            {
                applied.Add(Apply(document));
            }
            catch (ClusterApiException refusal)
            {
                problems.AddRange(ToProblems(document, refusal));
            }
        }

        return problems.Count > 0
            ? throw new ManifestException([.. problems.OrderBy(problem => problem.Document)])
            : applied;
    }

    private AppliedObject Apply(ManifestDocument document)
    {
        var kind = document.ResourceKind!;
        var space = kind.IsNamespaced ? (string.IsNullOrEmpty(document.Namespace) ? defaultNamespace : document.Namespace) : "";
        var name = new NamespacedName(space, document.Name!);
        var modified = LastApplied.ReadManifest(document, kind.IsNamespaced ? space : null);
        if (transaction.Find(kind, name) is not { } stored)
        {
            var instance = (IKubernetesObject<V1ObjectMeta>)Unstructured.To(LastApplied.Annotate(modified), TypeSchema.For(kind.Type))!;
            ObjectWriter.Create(transaction, kind, instance);
            return new AppliedObject(kind, name, ApplyOutcome.Created);
        }

        var merged = ThreeWayMerge.Apply(kind, stored, modified);
        if (merged is null)
        {
            return new AppliedObject(kind, name, ApplyOutcome.Unchanged);
        }

        ObjectWriter.Update(transaction, kind, merged, isStatus: false);
        return new AppliedObject(kind, name, ApplyOutcome.Configured);
    }

    /// <summary>kubectl applies in the order of the manifest, so a namespace that comes later does not exist yet.</summary>
    private string Hint(ManifestDocument document, ManifestProblemReason reason)
    {
        var creator = reason != ManifestProblemReason.NotFound
            ? null
            : manifest.Documents.FirstOrDefault(other => other.ResourceKind == ResourceKind.Namespace && other.Name == document.Namespace);
        return creator is null ? "" : $"; document {creator.Number} creates it, but comes later: put it before this one";
    }

    private IEnumerable<ManifestProblem> ToProblems(ManifestDocument document, ClusterApiException refusal)
    {
        var reason = refusal.Code switch
        {
            422 => ManifestProblemReason.Invalid,
            404 => ManifestProblemReason.NotFound,
            403 => ManifestProblemReason.Forbidden,
            _ => ManifestProblemReason.Conflict,
        };
        var causes = refusal.Causes.Count > 0 ? refusal.Causes.Distinct() : [new FieldError("", refusal.Message)];
        foreach (var cause in causes)
        {
            var position = document.FindPosition(reason == ManifestProblemReason.NotFound ? "metadata.namespace" : cause.Place);
            yield return new ManifestProblem
            {
                Reason = reason,
                Message = cause.Message + Hint(document, reason),
                FileName = document.FileName,
                Document = document.Number,
                Position = position,
                FieldPath = cause.Path,
                Object = refusal.Target ?? document.Description,
                SourceLine = ManifestText.Line(manifest.Text, position.Line),
            };
        }
    }
}
