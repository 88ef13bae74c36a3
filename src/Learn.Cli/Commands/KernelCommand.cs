using System.CommandLine;

namespace Learn.Cli.Commands;

/// <summary><c>learn kernel</c>: the notebook kernel.</summary>
internal static class KernelCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error) => new("kernel", "The kernel that notebooks run on.")
    {
        KernelInstallCommand.Create(output),
        KernelRunCommand.Create(error),
    };
}
