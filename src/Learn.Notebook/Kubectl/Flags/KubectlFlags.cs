namespace Learn.Notebook.Kubectl;

/// <summary>The flags that several commands have.</summary>
internal static class KubectlFlags
{
    public static readonly string[] OutputForms = ["wide", "yaml", "json", "name", "jsonpath=", "jsonpath-as-json=", "custom-columns="];

    /// <summary>Those of every command.</summary>
    public static IReadOnlyList<Flag> Global { get; } =
    [
        Text("namespace", "The namespace; default without it.", 'n'),
        new("request-timeout", FlagKind.Duration, "How long to wait for an answer; a watch ends after it."),
        Switch("help", "Says how the command is used.", 'h'),
    ];

    public static Flag AllNamespaces { get; } = Switch("all-namespaces", "Of all namespaces.", 'A');

    public static Flag Selector { get; } = Text("selector", "Only those with these labels: app=web,tier in (a,b),!old.", 'l');

    public static Flag FieldSelector { get; } = Text("field-selector", "Only those with these fields: status.phase=Running.");

    public static Flag Files { get; } = new("filename", FlagKind.Texts, "A file or folder with manifests; - for what stands below the line.") { Letter = 'f' };

    public static Flag All { get; } = Switch("all", "All of the namespace.");

    public static Flag DryRun { get; } = Text("dry-run", "Says what would be done, and does nothing.") with { ValueWhenBare = "unchanged", Values = ["client", "server", "none"] };

    public static Flag Output { get; } = Text("output", "The form: yaml, json, name, jsonpath='{…}'.", 'o') with { Values = OutputForms };

    public static Flag Template { get; } = Text("template", "The template of -o jsonpath.");

    public static Flag Recursive { get; } = Switch("recursive", "Folders with what is in their folders.", 'R');

    /// <summary>What chooses the objects of a command that changes some.</summary>
    public static IReadOnlyList<Flag> Choice { get; } = [Selector, All, AllNamespaces, FieldSelector, Files, Recursive];

    public static Flag Text(string name, string description, char? letter = null) => new(name, FlagKind.Text, description) { Letter = letter };

    public static Flag Switch(string name, string description, char? letter = null) => new(name, FlagKind.Switch, description) { Letter = letter };

    public static Flag Number(string name, string description) => new(name, FlagKind.Number, description);

    public static Flag Duration(string name, string description) => new(name, FlagKind.Duration, description);
}
