using System.CommandLine;

namespace Learn.Cli.Commands;

/// <summary>The words and options with which kubectl names objects.</summary>
internal static class ObjectWords
{
    /// <summary>The option <c>-n</c>.</summary>
    public static Option<string> Namespace() => new("--namespace", "-n")
    {
        Description = "The namespace.",
        HelpName = "NS",
        DefaultValueFactory = _ => Lab.DefaultNamespace,
    };

    /// <summary>The option <c>-l</c>.</summary>
    public static Option<string?> Selector() => new("--selector", "-l") { Description = "Only those with these labels: app=web,tier!=back.", HelpName = "LABELS" };

    /// <summary>One object, written as <c>deployment/web</c> or <c>deployment web</c>.</summary>
    public static Argument<string[]> One(string example) => new("TYPE/NAME") { Description = $"The object: {example}.", Arity = new ArgumentArity(1, 2) };

    /// <summary>Reads what <see cref="One"/> took.</summary>
    /// <exception cref="LabException">It is neither form.</exception>
    public static (string Kind, string Name) Read(string[] words) => words switch
    {
        [var both] when both.Split('/') is [{ Length: > 0 } kind, { Length: > 0 } name] => (kind, name),
        [var kind, var name] when !kind.Contains('/') => (kind, name),
        _ => throw new LabException($"\"{string.Join(' ', words)}\" names no object. Write TYPE/NAME or TYPE NAME, for example deployment/web."),
    };
}
