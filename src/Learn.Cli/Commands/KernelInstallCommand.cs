using System.CommandLine;
using Learn.Cli.Notebooks.Kernels;

namespace Learn.Cli.Commands;

/// <summary><c>learn kernel install</c>: makes the kernel known to Jupyter.</summary>
internal sealed class KernelInstallCommand : Command
{
    private readonly Option<bool> user = new("--user") { Description = "For you alone (usual unless you are root)." };
    private readonly Option<DirectoryInfo?> prefix = new("--prefix") { Description = "Below DIR/share/jupyter, for a Jupyter that lives there.", HelpName = "DIR" };
    private readonly Option<bool> environment = new("--sys-prefix") { Description = "Into the Python environment that is active (VIRTUAL_ENV or CONDA_PREFIX)." };
    private readonly Option<string> name = new("--name") { Description = "What notebooks and front ends call it.", HelpName = "NAME", DefaultValueFactory = _ => KernelSpecification.DefaultName };
    private readonly Option<string> displayName = new("--display-name") { Description = "What menus show.", HelpName = "TEXT", DefaultValueFactory = _ => KernelSpecification.DefaultDisplayName };
    private readonly Option<bool> remove = new("--remove") { Description = "Removes it again." };

    private KernelInstallCommand(TextWriter output)
        : base("install", "Makes the notebook kernel known to Jupyter Notebook, JupyterLab, VS Code, nbconvert and the console.")
    {
        Add(user);
        Add(prefix);
        Add(environment);
        Add(name);
        Add(displayName);
        Add(remove);
        Validators.Add(result =>
        {
            // Only those that were written: an option with a default has a result too.
            var places = new Option[] { user, prefix, environment }.Count(option => result.GetResult(option) is { Implicit: false });
            if (places > 1)
            {
                result.AddError("--user, --prefix and --sys-prefix each name a place; say one of them.");
            }
        });
        SetAction(async (parsed, cancellationToken) =>
        {
            var installation = new KernelInstallation(DataDirectory(parsed), parsed.GetRequiredValue(name));
            cancellationToken.ThrowIfCancellationRequested();
            await output.WriteLineAsync(parsed.GetValue(remove) ? Remove(installation) : Install(installation, parsed));
            return ExitCode.Done;
        });
    }

    /// <summary>Makes the command.</summary>
    public static KernelInstallCommand Create(TextWriter output) => new(output);

    private static string Remove(KernelInstallation installation) =>
        installation.Remove() ? $"The kernel in {installation.Directory} is removed." : $"There is no kernel in {installation.Directory}.";

    private string Install(KernelInstallation installation, ParseResult parsed)
    {
        var specification = new KernelSpecification
        {
            Name = parsed.GetRequiredValue(name),
            DisplayName = parsed.GetRequiredValue(displayName),
            Host = LearnProgram.Host,
            Program = LearnProgram.FilePath,
        };
        installation.Write(specification);
        return $"The kernel \"{specification.DisplayName}\" ({specification.Name}) is in {installation.Directory}.";
    }

    private string DataDirectory(ParseResult parsed)
    {
        var places = JupyterDirectories.Here;
        if (parsed.GetValue(prefix) is { } directory)
        {
            return JupyterDirectories.OfPrefix(directory.FullName);
        }

        if (parsed.GetValue(environment))
        {
            return places.ActiveEnvironment ?? throw new LabException("No Python environment is active: neither VIRTUAL_ENV nor CONDA_PREFIX is set. --prefix DIR names one.");
        }

        return parsed.GetValue(user) || !Environment.IsPrivilegedProcess ? places.User : JupyterDirectories.AllUsers;
    }
}
