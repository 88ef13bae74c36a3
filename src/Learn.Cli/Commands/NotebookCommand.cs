using System.Collections;
using System.CommandLine;
using System.ComponentModel;
using Learn.Cli.Course;
using Learn.Cli.Native;
using Learn.Cli.Notebooks;
using Learn.Cli.Notebooks.Kernels;
using Learn.Course;
using Learn.Jupyter.CSharp;

namespace Learn.Cli.Commands;

/// <summary><c>learn notebook</c>: the course in Jupyter. The kernel is made known to this Jupyter alone; nothing of the user's is changed.</summary>
internal sealed class NotebookCommand : Command
{
    private readonly Argument<string?> place = new("PLACE") { Description = "A folder or an .ipynb file (usual: the course).", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> port = new("--port") { Description = "The port of Jupyter's page (usual: the first that is free from 8888 on).", HelpName = "N" };
    private readonly Option<bool> noBrowser = new("--no-browser") { Description = "Opens no browser; the address to open is printed." };
    private readonly TextWriter error;

    private NotebookCommand(TextWriter error)
        : base("notebook", "Opens the course in JupyterLab or Jupyter Notebook, whichever is there. Ctrl-C ends it.")
    {
        this.error = error;
        Add(place);
        Add(port);
        Add(noBrowser);
        SetAction(Run);
    }

    /// <summary>Makes the command.</summary>
    public static NotebookCommand Create(TextWriter error) => new(error);

    private int Run(ParseResult parsed)
    {
        var shown = Path.GetFullPath(parsed.GetValue(place) ?? CourseFolder());
        if (!File.Exists(shown) && !Directory.Exists(shown))
        {
            throw new LabException($"There is no {shown}.");
        }

        var frontEnd = FrontEnd.Find(Environment.GetEnvironmentVariable("PATH") ?? "");
        var kernels = Path.Combine(Path.GetDirectoryName(SdkPackageRestorer.UsualCacheFolder)!, "jupyter");
        new KernelInstallation(kernels, KernelSpecification.DefaultName)
            .Write(new KernelSpecification { Name = KernelSpecification.DefaultName, Host = LearnProgram.Host, Program = LearnProgram.FilePath });
        error.WriteLine($"learn: opening {shown}; Ctrl-C ends Jupyter and its kernels.");
        error.Flush();
        var arguments = frontEnd.Arguments(shown, parsed.GetValue(port), !parsed.GetValue(noBrowser) && HasScreen());
        throw new LabException($"{frontEnd.Program} cannot be started: {new Win32Exception(Libc.Become(frontEnd.Program, arguments, Variables(kernels))).Message}");
    }

    // ./learn says where the checkout is; the tool has the course in its package.
    private string CourseFolder()
    {
        if (Environment.GetEnvironmentVariable("LEARN_HOME") is { Length: > 0 } home && Directory.Exists(Path.Combine(home, "notebooks")))
        {
            return Path.Combine(home, "notebooks");
        }

        if (CourseCatalog.Carried is not { } carried || CourseCatalog.FindFolder(Environment.CurrentDirectory) != carried)
        {
            return Environment.CurrentDirectory;
        }

        var copy = Path.GetFullPath(CourseCopy.FolderName);
        error.WriteLine(CourseCopy.Make(carried, copy)
            ? $"learn: the course is copied to {copy}: what you change stays there, and the next 'learn notebook' in this folder opens it again."
            : $"learn: this is the copy of the course in {copy}.");
        return Path.Combine(copy, "notebooks");
    }

    private static bool HasScreen() => ((string[])["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"]).Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 });

    private static string[] Variables(string kernels)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value, StringComparer.Ordinal);
        // Jupyter looks there first.
        variables["JUPYTER_PATH"] = variables.GetValueOrDefault("JUPYTER_PATH") is { Length: > 0 } more ? $"{kernels}:{more}" : kernels;
        return [.. variables.Select(variable => $"{variable.Key}={variable.Value}")];
    }
}
