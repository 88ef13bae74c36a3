using System.CommandLine;
using Learn.Jupyter;
using Learn.Jupyter.CSharp;
using Learn.Notebook;

namespace Learn.Cli.Commands;

/// <summary><c>learn kernel run</c>: the process that a Jupyter front end starts. Its signals are the kernel's own.</summary>
internal sealed class KernelRunCommand : Command
{
    private KernelRunCommand(TextWriter error)
        : base("run", "Answers one notebook. Front ends call this, with a file that says on which ports to listen.")
    {
        var file = new Option<FileInfo>("--connection-file") { Description = "The file that the front end has written.", HelpName = "FILE", Required = true };
        Add(file);
        SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(file).FullName, error));
    }

    /// <summary>Makes the command.</summary>
    public static KernelRunCommand Create(TextWriter error) => new(error);

    /// <summary>The connection file of a command line that is exactly what the kernelspec says; otherwise null.</summary>
    public static string? ConnectionFileIn(string[] arguments) => arguments is ["kernel", "run", "--connection-file", var file] ? file : null;

    /// <summary>Is the kernel until the front end ends it.</summary>
    public static async Task<int> RunAsync(string connectionFile, TextWriter error)
    {
        try
        {
            await using var language = new NotebookLanguage(new NotebookOptions { Packages = new SdkPackageRestorer(SdkPackageRestorer.UsualCacheFolder) });
            var version = typeof(KernelRunCommand).Assembly.GetName().Version!.ToString(3);
            await KernelProcess.RunAsync(connectionFile, language, new KernelInfo("learn", version, $"Learn {version}: Kubernetes Services, seen from inside"), log: error.WriteLine);
            return ExitCode.Done;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NetMQ.NetMQException)
        {
            await error.WriteLineAsync($"learn: {e.Message}");
            return ExitCode.BadInput;
        }
    }
}
