using System.Collections.Concurrent;
using System.Reflection;

namespace Learn.Notebook;

/// <summary>A public property or field of a type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Read">Reads it; may throw what the property throws.</param>
internal sealed record ValueMember(string Name, Func<object, object?> Read)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ValueMember>> Known = new();

    /// <summary>The members that are shown of a type: readable public properties without parameters, and public fields, base types' first.</summary>
    public static IReadOnlyList<ValueMember> Of(Type type) => Known.GetOrAdd(type, Find);

    /// <summary>The value of the member, or what it threw.</summary>
    public object? ReadFrom(object owner)
    {
        try
        {
            return Read(owner);
        }
        catch (Exception e)
        {
            return new FailedMember(e is TargetInvocationException { InnerException: { } inner } ? inner : e);
        }
    }

    private static IReadOnlyList<ValueMember> Find(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(Public)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && CanBeBoxed(property.PropertyType))
            .GroupBy(property => property.Name, StringComparer.Ordinal)
            .Select(same => same.OrderByDescending(property => DepthOf(property.DeclaringType!)).First())
            .Select(property => new ValueMember(property.Name, property.GetValue));
        var fields = type.GetFields(Public).Where(field => CanBeBoxed(field.FieldType)).Select(field => new ValueMember(field.Name, field.GetValue));
        return [.. properties, .. fields];
    }

    private static bool CanBeBoxed(Type type) => !type.IsByRef && !type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer;

    private static int DepthOf(Type type) => type.BaseType is { } below ? DepthOf(below) + 1 : 0;
}
