using Learn.Cli.Notebooks;
using Learn.Sandbox;

namespace Learn.Cli.Doctor.Notebooks;

/// <summary>Whether there is a Jupyter front end.</summary>
internal static class JupyterCheck
{
    private const string Id = "jupyter", Title = "Jupyter";

    /// <summary>Looks for one.</summary>
    /// <param name="path">Where programs are looked up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DoctorFinding> ExamineAsync(string path, CancellationToken cancellationToken)
    {
        FrontEnd frontEnd;
        try
        {
            frontEnd = FrontEnd.Find(path);
        }
        catch (CommandNotFoundException)
        {
            return DoctorFinding.Warning(DoctorArea.Notebooks, Id, Title, "neither jupyter-lab nor jupyter-notebook is here; VS Code and './learn run' need none", Remedies.Package("jupyter-notebook", path));
        }

        string name = Path.GetFileName(frontEnd.Program);
        string first = Remedies.FirstLine(frontEnd.Program);
        // Jupyter itself takes a second to say its version; the Python in its first line knows it at once.
        var answer = first.StartsWith("#!/", StringComparison.Ordinal) && first.Contains("python", StringComparison.Ordinal)
            ? await ProgramAnswer.OfAsync(first[2..].Split(' ')[0], ["-c", $"import importlib.metadata as m; print(m.version('{(name == "jupyter-lab" ? "jupyterlab" : "notebook")}'))"], cancellationToken)
            : null;
        return DoctorFinding.Ready(DoctorArea.Notebooks, Id, Title, answer?.ExitCode == 0 ? $"{name} {answer.Text}" : frontEnd.Program);
    }
}
