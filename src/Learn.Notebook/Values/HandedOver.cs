using System.Collections.Concurrent;
using System.ComponentModel;

namespace Learn.Notebook;

/// <summary>Where a value waits for the C# submission that declares a variable with it. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class HandedOver
{
    private static readonly ConcurrentDictionary<long, object?> Waiting = new();
    private static long last;

    /// <summary>Takes the value away.</summary>
    public static object? Take(long key) => Waiting.TryRemove(key, out var value) ? value : throw new InvalidOperationException($"no value {key} is waiting");

    internal static long Leave(object? value)
    {
        var key = Interlocked.Increment(ref last);
        Waiting[key] = value;
        return key;
    }

    /// <summary>The most telling public type that C# can name.</summary>
    internal static string TypeName(Type? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.IsVisible && !type.IsGenericParameter && Written(type) is { } name)
            {
                return name;
            }
        }

        return "object";
    }

    private static string? Written(Type type)
    {
        if (type.IsArray)
        {
            return type.GetArrayRank() == 1 && Written(type.GetElementType()!) is { } element ? element + "[]" : null;
        }

        if (type.IsNested && type.DeclaringType!.IsGenericType)
        {
            return null;
        }

        var full = "global::" + (type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName!).Replace('+', '.');
        if (!type.IsGenericType)
        {
            return full;
        }

        var arguments = type.GetGenericArguments().Select(Written).ToList();
        return arguments.Contains(null) ? null : $"{full[..full.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", arguments)}>";
    }
}
