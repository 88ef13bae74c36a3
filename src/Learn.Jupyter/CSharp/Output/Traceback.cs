using System.Diagnostics;

namespace Learn.Jupyter.CSharp;

/// <summary>An exception of a cell for people: what, and the cell's own lines first.</summary>
internal static class Traceback
{
    private const int MostFrames = 40;

    /// <summary>Coloured lines, without the engine's frames.</summary>
    /// <param name="exception">What the cell threw.</param>
    /// <param name="sources">The text of cells by their names.</param>
    public static IReadOnlyList<string> Of(Exception exception, IReadOnlyDictionary<string, string> sources)
    {
        var lines = new List<string>();
        Add(lines, exception, sources, "");
        return lines;
    }

    private static void Add(List<string> lines, Exception exception, IReadOnlyDictionary<string, string> sources, string indent)
    {
        lines.Add($"{indent}{Ansi.Error(exception.GetType().FullName!)}: {exception.Message}");
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => !IsEngine(frame)).ToList();
        foreach (var frame in frames.Take(MostFrames))
        {
            Add(lines, frame, sources, indent);
        }

        if (frames.Count > MostFrames)
        {
            lines.Add($"{indent}  {Ansi.Faint($"… and {frames.Count - MostFrames} more frames")}");
        }

        var inner = exception is AggregateException several ? several.InnerExceptions : (IReadOnlyList<Exception>)(exception.InnerException is { } one ? [one] : []);
        foreach (var each in inner)
        {
            lines.Add($"{indent}  {Ansi.Faint("caused by")}");
            Add(lines, each, sources, indent + "    ");
        }
    }

    private static void Add(List<string> lines, StackFrame frame, IReadOnlyDictionary<string, string> sources, string indent)
    {
        var method = Name(frame);
        if (frame.GetFileName() is { } file && sources.TryGetValue(file, out var source))
        {
            var number = frame.GetFileLineNumber();
            lines.Add($"{indent}  at {Ansi.Name(file)}, {Ansi.Place($"line {number}")}{(method.Length > 0 ? " in " + method : "")}");
            if (source.Split('\n').ElementAtOrDefault(number - 1)?.Trim() is { Length: > 0 } text)
            {
                lines.Add($"{indent}     {Ansi.Faint("│")} {text}");
            }
        }
        else
        {
            lines.Add($"{indent}  {Ansi.Faint($"at {method}")}");
        }
    }

    private static string Name(StackFrame frame)
    {
        var info = DiagnosticMethodInfo.Create(frame);
        var type = info?.DeclaringTypeName ?? "";
        var method = info?.Name ?? "";
        if (!type.StartsWith("Submission#", StringComparison.Ordinal))
        {
            return $"{type}.{method}";
        }

        // What a compiler makes of a function has its name between angle brackets.
        var inner = type.Contains('+', StringComparison.Ordinal) ? type[(type.IndexOf('+', StringComparison.Ordinal) + 1)..] : "";
        var named = method is "MoveNext" || method.StartsWith('<') ? Between(method is "MoveNext" ? inner : method) : method;
        var owner = inner.Length > 0 && !inner.Contains('<', StringComparison.Ordinal) ? inner.Replace('+', '.') + "." : "";
        return named.Length == 0 || named is "Initialize" ? "" : owner + named;
    }

    private static string Between(string name)
    {
        var local = name.IndexOf("g__", StringComparison.Ordinal);
        if (local >= 0)
        {
            return name[(local + 3)..].Split('|')[0];
        }

        var start = name.LastIndexOf('<') + 1;
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > start && !name.Contains("b__", StringComparison.Ordinal) ? name[start..end] : "";
    }

    private static bool IsEngine(StackFrame frame)
    {
        var info = DiagnosticMethodInfo.Create(frame);
        return info is null
            || info.DeclaringTypeName is { } type
            && (type.StartsWith("Learn.Jupyter.CSharp.", StringComparison.Ordinal)
                || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal)
                || type.StartsWith("System.Runtime.ExceptionServices.", StringComparison.Ordinal)
                || type.StartsWith("System.Threading.ExecutionContext", StringComparison.Ordinal));
    }
}
