using Learn.Sandbox;

namespace Learn.Cli.Notebooks;

/// <summary>The Jupyter front end of this machine.</summary>
/// <param name="Program">Its file: <c>jupyter-lab</c> or <c>jupyter-notebook</c>.</param>
internal sealed record FrontEnd(string Program)
{
    // The newer one first.
    private static readonly string[] Names = ["jupyter-lab", "jupyter-notebook"];

    /// <summary>The first on the path.</summary>
    /// <exception cref="CommandNotFoundException">There is none.</exception>
    public static FrontEnd Find(string path)
    {
        var programs = from name in Names from folder in path.Split(':', StringSplitOptions.RemoveEmptyEntries) select Path.Combine(folder, name);
        return programs.FirstOrDefault(IsProgram) is { } found
            ? new FrontEnd(found)
            : throw new CommandNotFoundException("jupyter", "There is no Jupyter here: './learn notebook' installs one, or take 'apt-get install jupyter-notebook' or 'pip install jupyterlab'. 'learn run NOTEBOOK' needs none.");
    }

    /// <summary>Its words for showing a folder or a notebook to this machine's user alone.</summary>
    public IReadOnlyList<string> Arguments(string place, int? port, bool opensBrowser) =>
    [
        Path.GetFileName(Program),
        // Nobody else's machine; the token stays, since other users of this one could come by.
        "--ip=127.0.0.1",
        // Ctrl-C means it: without this the server asks back, and goes on after five seconds.
        "-y",
        .. port is null ? (string[])[] : [$"--port={port}"],
        .. opensBrowser ? (string[])[] : ["--no-browser"],
        .. Environment.IsPrivilegedProcess ? (string[])["--allow-root"] : [],
        place,
    ];

    private static bool IsProgram(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}
