using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Learn.Notebook;

/// <summary>
/// What a learner registered with <c>Formatter.Register</c>, and what Microsoft.DotNet.Interactive.Formatting itself can show. Its assembly is not
/// loaded before somebody uses it: a notebook that never does pays nothing for it.
/// </summary>
internal static class PolyglotFormatters
{
    private const string AssemblyName = "Microsoft.DotNet.Interactive.Formatting";
    private static volatile bool isLoaded;

    [ThreadStatic]
    private static bool isLeftOut;

    static PolyglotFormatters()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => isLoaded |= IsIt(loaded.LoadedAssembly);
        isLoaded |= AppDomain.CurrentDomain.GetAssemblies().Any(IsIt);
    }

    /// <summary>Whether anybody has used it, so that something may be registered.</summary>
    public static bool IsLoaded => isLoaded;

    /// <summary>Formats without them: for a formatter that is registered there and asks this library, which must not ask it again.</summary>
    public static T Without<T>(Func<T> format)
    {
        var before = isLeftOut;
        isLeftOut = true;
        try
        {
            return format();
        }
        finally
        {
            isLeftOut = before;
        }
    }

    /// <summary>The MIME types that the learner set for a type, or null where nothing was set.</summary>
    public static IReadOnlyCollection<string>? PreferredFor(Type type) => isLoaded && !isLeftOut ? Inside.PreferredFor(type) : null;

    /// <summary>The MIME types of the most specific formatters that the learner registered for a type.</summary>
    public static IReadOnlyList<string> RegisteredFor(Type type) => isLoaded && !isLeftOut ? Inside.RegisteredFor(type) : [];

    /// <summary>A value in the words of a formatter that the learner registered, or null where there is none.</summary>
    public static string? TryRegistered(object value, string mimeType) => isLoaded && !isLeftOut ? Inside.TryRegistered(value, mimeType) : null;

    /// <summary>A value as the library shows it when nothing is registered.</summary>
    public static string Default(object? value, string mimeType) => Inside.Default(value, mimeType);

    private static bool IsIt(Assembly assembly) => assembly.GetName().Name == AssemblyName;

    // Apart, because a method that names one of its types loads the assembly when it is compiled.
    private static class Inside
    {
        public static IReadOnlyCollection<string>? PreferredFor(Type type)
        {
            var preferred = Formatter.GetPreferredMimeTypesFor(type);
            string[] usual = typeof(string).IsAssignableFrom(type) ? ["text/plain"] : ["text/html"];
            return preferred.SequenceEqual(usual) || IsDefaultOfLibrary(type, preferred) ? null : preferred;
        }

        public static IReadOnlyList<string> RegisteredFor(Type type) =>
            [.. Candidates(type).GroupBy(each => each.Rank).OrderBy(group => group.Key).Take(1).SelectMany(group => group.Select(each => each.Formatter.MimeType)).Distinct()];

        public static string? TryRegistered(object value, string mimeType)
        {
            foreach (var (formatter, _) in Candidates(value.GetType()).Where(each => each.Formatter.MimeType == mimeType).OrderBy(each => each.Rank))
            {
                if (TryWrite(formatter, value) is { } text)
                {
                    return text;
                }
            }

            return null;
        }

        public static string Default(object? value, string mimeType) => ScopedStyle.Apply(value.ToDisplayString(mimeType));

        private static string? TryWrite(ITypeFormatter formatter, object value)
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            bool isDone;
            using (var context = new FormatContext(writer))
            {
                isDone = formatter.Format(value, context);
            }

            return isDone ? ScopedStyle.Apply(writer.ToString()) : null;
        }

        // Lists the newest first; sorting is stable, so of equally specific ones the newest wins.
        private static IEnumerable<(ITypeFormatter Formatter, int Rank)> Candidates(Type type) =>
            Formatter.RegisteredFormatters(false).Select(formatter => (formatter, RankOf(formatter.Type, type))).Where(each => each.Item2 < int.MaxValue);

        // 0 for the type itself, then its base types, then interfaces, then object.
        private static int RankOf(Type registered, Type type)
        {
            var rank = 0;
            for (var each = type; each is not null && each != typeof(object); each = each.BaseType, rank++)
            {
                if (each == registered || (each.IsGenericType && each.GetGenericTypeDefinition() == registered))
                {
                    return rank;
                }
            }

            return registered == typeof(object) ? 10_000
                : registered.IsAssignableFrom(type) || type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == registered) ? 1_000
                : int.MaxValue;
        }

        // JSON trees, tables and the like have a MIME type of their own there.
        private static bool IsDefaultOfLibrary(Type type, IReadOnlyCollection<string> preferred) =>
            preferred.Count == 1 && (preferred.Contains("application/json") || preferred.Contains("application/vnd.dataresource+json") || preferred.Contains("text/csv"))
            && (type.Assembly.GetName().Name is AssemblyName or "Newtonsoft.Json" or "System.Text.Json");
    }
}
