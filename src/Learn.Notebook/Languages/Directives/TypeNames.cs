namespace Learn.Notebook;

/// <summary>Types as C# writes them, without namespaces: <c>List&lt;int&gt;</c>.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal", [typeof(double)] = "double", [typeof(float)] = "float",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(short)] = "short", [typeof(string)] = "string", [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong", [typeof(void)] = "void",
    };

    public static string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Keywords.TryGetValue(type, out var keyword) ? keyword
            : type.IsArray ? $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]"
            : Nullable.GetUnderlyingType(type) is { } inner ? Of(inner) + "?"
            : type.IsGenericType && type.Name.IndexOf('`', StringComparison.Ordinal) is > 0 and var end
                ? $"{type.Name[..end]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
            : type.Name.Contains('<', StringComparison.Ordinal) ? "anonymous type" : type.Name;
    }
}
