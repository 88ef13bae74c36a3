namespace Learn.Notebook.Kubectl;

/// <summary>What a flag takes.</summary>
internal enum FlagKind
{
    /// <summary>A text; the last one counts.</summary>
    Text,

    /// <summary>Nothing, or <c>=true</c> and <c>=false</c>.</summary>
    Switch,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A duration as Go writes it, <c>1m30s</c>.</summary>
    Duration,

    /// <summary>A text; all of them count.</summary>
    Texts,
}
