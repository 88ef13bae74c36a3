using Learn.Cluster;
using Learn.Jupyter;

namespace Learn.Notebook.Kubectl;

/// <summary>One call of a command.</summary>
internal sealed class KubectlCall
{
    private readonly Lab? lab;

    public KubectlCall(KubectlCommand command, FlagValues flags, KubectlLine line, Lab? lab, BlockContext context)
    {
        Command = command;
        Flags = flags;
        Line = line;
        this.lab = lab;
        Output = context.Output;
        WorkingDirectory = context.Session.WorkingDirectory;
        Arguments = flags.Arguments;
    }

    private KubectlCall(KubectlCall other, IReadOnlyList<string> arguments)
    {
        (Command, Flags, Line, lab, Output, WorkingDirectory) = (other.Command, other.Flags, other.Line, other.lab, other.Output, other.WorkingDirectory);
        Arguments = arguments;
    }

    public KubectlCommand Command { get; }

    public FlagValues Flags { get; }

    public KubectlLine Line { get; }

    /// <summary>Where it writes while it goes.</summary>
    public ICellOutput Output { get; }

    /// <summary>The folder that relative paths start from.</summary>
    public string WorkingDirectory { get; }

    public Lab Lab => lab ?? throw new InvalidOperationException($"kubectl {Command.Name} has asked for no lab.");

    public ClusterApi Cluster => Lab.Cluster;

    /// <summary>Its words that are no flags.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The namespace that was named, or the default one.</summary>
    public string Namespace => Flags["namespace"] is { Length: > 0 } given ? given : Lab.DefaultNamespace;

    /// <summary>The namespace to list; null for all of them.</summary>
    public string? ListedNamespace => Flags.IsOn("all-namespaces") ? null : Namespace;

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsDryRun => Flags["dry-run"] is { } mode && mode != "none";

    /// <summary>What stands behind the words of a command that does nothing.</summary>
    public string DryRunNote => Flags["dry-run"] switch
    {
        null or "none" => "",
        "server" => " (server dry run)",
        _ => " (dry run)",
    };

    /// <summary>The same call with other arguments.</summary>
    public KubectlCall With(IReadOnlyList<string> arguments) => new(this, arguments);

    /// <summary>Writes a line of output now.</summary>
    public void Say(string line) => Output.WriteStream("stdout", line + "\n");

    /// <summary>Writes a line of warning now.</summary>
    public void Warn(string line) => Output.WriteStream("stderr", line + "\n");

    /// <summary>Waits until what was done is in effect, and then says what was said.</summary>
    public async Task<KubectlOutput> SettledAsync(KubectlOutput said, CancellationToken cancellationToken)
    {
        try
        {
            await Lab.SettleAsync(cancellationToken);
            return said;
        }
        catch (LabException trouble)
        {
            // It is done all the same, and is told.
            return said with { Error = said.Error is null ? trouble.Message : $"{said.Error}\n{trouble.Message}" };
        }
    }
}
