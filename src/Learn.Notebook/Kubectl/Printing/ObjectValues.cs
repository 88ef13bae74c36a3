using System.Collections;
using k8s;
using k8s.Models;

namespace Learn.Notebook.Kubectl;

/// <summary>Objects as C# cells want them.</summary>
internal static class ObjectValues
{
    /// <summary>A <c>List&lt;V1Pod&gt;</c>; a list of any objects where they are of several types.</summary>
    public static object ListOf(IReadOnlyList<ObjectGroup> groups)
    {
        var element = groups.Select(group => group.Kind.Type).Distinct().ToArray() is [var only] ? only : typeof(IKubernetesObject<V1ObjectMeta>);
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element))!;
        foreach (var one in groups.SelectMany(group => group.Objects))
        {
            list.Add(one);
        }

        return list;
    }
}
