using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Learn.Jupyter;

namespace Learn.Notebook;

/// <summary>
/// Formatters that a type or its assembly brings along: an attribute called <c>TypeFormatterSourceAttribute</c>, whichever assembly it is from, names a
/// class with a method <c>CreateTypeFormatters</c>; what that gives has a <c>MimeType</c> and a method <c>Format(object, TextWriter)</c> that says whether
/// it took the value. So a library needs no reference to show its values in a notebook.
/// </summary>
internal static class ConventionFormatters
{
    private const string AttributeName = "TypeFormatterSourceAttribute";
    private static readonly ConcurrentDictionary<Type, Source?> Known = new();

    /// <summary>The value in the forms that its formatters give, or null where it has none, or none takes it.</summary>
    /// <exception cref="Exception">What a formatter throws.</exception>
    public static MimeBundle? TryFormat(object value)
    {
        if (Known.GetOrAdd(value.GetType(), Find) is not { } source)
        {
            return null;
        }

        var bundle = MimeBundle.Empty;
        foreach (var (mimeType, format) in source.Formatters)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            if (!bundle.Data.ContainsKey(mimeType) && source.Prefers(mimeType) && format(value, writer))
            {
                bundle = Forms.Add(bundle, mimeType, ScopedStyle.Apply(writer.ToString()));
            }
        }

        return bundle.Data.IsEmpty ? null : bundle;
    }

    private static Source? Find(Type type)
    {
        var attributes = type.GetCustomAttributes(inherit: true)
            .Concat(type.GetInterfaces().SelectMany(each => each.GetCustomAttributes(inherit: false)))
            .Concat(type.Assembly.GetCustomAttributes(inherit: false))
            .Where(attribute => attribute.GetType().Name == AttributeName);
        foreach (var attribute in attributes)
        {
            var kind = attribute.GetType();
            if (kind.GetProperty("FormatterSourceType")?.GetValue(attribute) is Type sourceType
                && Activator.CreateInstance(sourceType, nonPublic: true) is { } source
                && MethodOf(source, "CreateTypeFormatters", [])?.Invoke(source, null) is System.Collections.IEnumerable formatters)
            {
                var preferred = kind.GetProperty("PreferredMimeTypes")?.GetValue(attribute) as IEnumerable<string>;
                return new Source([.. formatters.Cast<object>().Select(FormatterOf).Where(each => each.MimeType.Length > 0)], preferred?.ToHashSet(StringComparer.Ordinal) ?? []);
            }
        }

        return null;
    }

    private static (string MimeType, Func<object, TextWriter, bool> Format) FormatterOf(object formatter)
    {
        var mimeType = PropertyOf(formatter, "MimeType") as string ?? "";
        if (MethodOf(formatter, "Format", [typeof(object), typeof(TextWriter)]) is { } method)
        {
            return (mimeType, (value, writer) => Unwrapped(() => method.Invoke(formatter, [value, writer])) is not false);
        }

        // The library's own formatters take a context around the writer.
        var withContext = formatter.GetType().GetMethods().FirstOrDefault(each =>
            each.Name == "Format" && each.GetParameters() is [var first, { ParameterType.Name: "FormatContext" }] && first.ParameterType == typeof(object));
        return withContext is null ? ("", (_, _) => false) : (mimeType, (value, writer) =>
        {
            var context = Activator.CreateInstance(withContext.GetParameters()[1].ParameterType, writer)!;
            var isDone = Unwrapped(() => withContext.Invoke(formatter, [value, context])) is not false;
            (context as IDisposable)?.Dispose();
            return isDone;
        });
    }

    private static object? Unwrapped(Func<object?> call)
    {
        try
        {
            return call();
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            throw inner;
        }
    }

    private static object? PropertyOf(object owner, string name) => owner.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .FirstOrDefault(property => property.Name == name || property.Name.EndsWith("." + name, StringComparison.Ordinal))?.GetValue(owner);

    private static MethodInfo? MethodOf(object owner, string name, Type[] parameters) => owner.GetType()
        .GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .FirstOrDefault(method => (method.Name == name || method.Name.EndsWith("." + name, StringComparison.Ordinal))
            && method.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters));

    private sealed record Source(IReadOnlyList<(string MimeType, Func<object, TextWriter, bool> Format)> Formatters, HashSet<string> Preferred)
    {
        public bool Prefers(string mimeType) => Preferred.Count == 0 || Preferred.Contains(mimeType) || mimeType == Forms.Plain;
    }
}
