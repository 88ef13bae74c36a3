namespace Learn.Netfilter;

/// <summary>What is known about a name that stands for a chain or a target.</summary>
internal sealed class NameEntry(string name)
{
    private JumpTarget? _jump;

    internal string Name { get; } = name;

    /// <summary>Which target extension the name stands for, if it is not a chain.</summary>
    internal TargetExtension Extension { get; } = TargetExtensions.Find(name);

    internal JumpTarget Jump => _jump ??= new JumpTarget(Name);

    /// <summary>The chain of this name in the table that is being read.</summary>
    internal ChainBuilder? Chain { get; set; }
}
