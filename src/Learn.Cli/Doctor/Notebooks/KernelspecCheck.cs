using System.Text.Json;
using System.Text.Json.Nodes;
using Learn.Cli.Notebooks.Kernels;

namespace Learn.Cli.Doctor.Notebooks;

/// <summary>Whether Jupyter and VS Code know the notebook kernel, and whether what they know is this program.</summary>
internal static class KernelspecCheck
{
    private const string Id = "kernelspec", Title = "notebook kernel";

    /// <summary>Looks where Jupyter looks, in its order.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    /// <param name="program">The file of this program.</param>
    public static DoctorFinding Examine(Func<string, string?> variable, string program)
    {
        string install = variable("LEARN_HOME") is { Length: > 0 } ? "./learn kernel install" : "learn kernel install";
        string? file = Places(variable).Select(place => Path.Combine(place, "kernels", KernelSpecification.DefaultName, KernelSpecification.FileName)).FirstOrDefault(File.Exists);
        if (file is null)
        {
            return Warning("not registered: './learn notebook' does without, VS Code and other Jupyters do not find it", install);
        }

        if (ProgramOf(file) is not { } registered)
        {
            return Warning($"{file} is damaged, or not ours", install);
        }

        return !File.Exists(registered) ? Warning($"{file} names {registered}, which is not there any more", install)
            : registered != program ? Warning($"{file} names another build, {registered}", install)
            : DoctorFinding.Ready(DoctorArea.Notebooks, Id, Title, $"this build, in {Path.GetDirectoryName(file)}");
    }

    private static DoctorFinding Warning(string seen, string remedy) => DoctorFinding.Warning(DoctorArea.Notebooks, Id, Title, seen, remedy);

    private static List<string> Places(Func<string, string?> variable)
    {
        var directories = new JupyterDirectories(variable);
        List<string> places = [.. (variable("JUPYTER_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)];
        try
        {
            places.Add(directories.User);
        }
        catch (LabException)
        {
            // Without a home there is no place of the user.
        }

        if (directories.ActiveEnvironment is { } environment)
        {
            places.Add(environment);
        }

        return [.. places, JupyterDirectories.AllUsers, "/usr/share/jupyter"];
    }

    private static string? ProgramOf(string file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file))?["metadata"]?[KernelSpecification.Marker]?["program"]?.GetValue<string>();
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
