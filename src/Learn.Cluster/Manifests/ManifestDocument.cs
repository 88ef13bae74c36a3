using k8s;
using k8s.Models;

namespace Learn.Cluster;

/// <summary>One document of a manifest.</summary>
public sealed class ManifestDocument
{
    internal ManifestDocument(
        int number, string? fileName, ManifestMap root, ResourceKind? kind, IKubernetesObject<V1ObjectMeta>? instance)
    {
        Number = number;
        FileName = fileName;
        Root = root;
        ResourceKind = kind;
        Object = instance;
    }

    /// <summary>Which document of the text, from 1. The items of a List all have the number of the list.</summary>
    public int Number { get; }

    /// <summary>The name of the file or cell, if it was given.</summary>
    public string? FileName { get; }

    /// <summary>What was written, with positions.</summary>
    public ManifestMap Root { get; }

    /// <summary>The kind of the API object; null for a document of another sort.</summary>
    public ResourceKind? ResourceKind { get; }

    /// <summary>The API object as written: without defaults, without namespace if none is given. Null for a document of another
    /// sort.</summary>
    public IKubernetesObject<V1ObjectMeta>? Object { get; }

    /// <summary>The apiVersion as written, or null.</summary>
    public string? ApiVersion => Root.GetText("apiVersion");

    /// <summary>The kind as written, or null.</summary>
    public string? Kind => Root.GetText("kind");

    /// <summary>The metadata.name as written, or null.</summary>
    public string? Name => (Root["metadata"] as ManifestMap)?.GetText("name");

    /// <summary>The metadata.namespace as written, or null.</summary>
    public string? Namespace => (Root["metadata"] as ManifestMap)?.GetText("namespace");

    /// <summary>How messages name it: <c>Service "my-service"</c>; null without a kind.</summary>
    public string? Description => Kind is null ? null : Name is null ? Kind : $"{Kind} \"{Name}\"";

    /// <summary>The place of a field. When the path leads to something that was not written, the place of the nearest field around
    /// it.</summary>
    /// <param name="fieldPath">For example <c>spec.ports[0].port</c> or <c>metadata.labels[app.kubernetes.io/name]</c>.</param>
    public ManifestPosition FindPosition(string fieldPath) => FieldPath.FindPosition(Root, fieldPath);

    /// <summary>Reads the document as a settings type: strictly, by the <c>JsonPropertyName</c> of its properties, or their names with a
    /// small first letter.</summary>
    /// <typeparam name="T">A class with a parameterless constructor and settable properties of texts, numbers, booleans, lists
    /// (<see cref="IList{T}"/>), maps (<see cref="IDictionary{TKey,TValue}"/>) and classes of that sort.</typeparam>
    /// <exception cref="ManifestException">A field is unknown or has a wrong type.</exception>
    public T ReadAs<T>() where T : class, new()
    {
        var binder = new ManifestBinder(Number, FileName, Description);
        var value = binder.Bind(Root, TypeSchema.For(typeof(T)), "");
        return binder.Problems.Count > 0 ? throw new ManifestException(binder.Problems) : (T)value!;
    }
}
