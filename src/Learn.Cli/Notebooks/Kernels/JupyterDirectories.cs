namespace Learn.Cli.Notebooks.Kernels;

/// <summary>Where Jupyter looks for kernels. (jupyter_core, paths.py; jupyter_client, kernelspecapp.py.)</summary>
/// <param name="variable">The value of an environment variable, or null.</param>
internal sealed class JupyterDirectories(Func<string, string?> variable)
{
    /// <summary>The places of this process's environment.</summary>
    public static JupyterDirectories Here { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>The data directory of all users, as <c>jupyter kernelspec install</c> takes it.</summary>
    public const string AllUsers = "/usr/local/share/jupyter";

    /// <summary>The data directory of the user.</summary>
    /// <exception cref="LabException">Nothing says where the user's files are.</exception>
    public string User
    {
        get
        {
            if (Value("JUPYTER_DATA_DIR") is { } data)
            {
                return Path.GetFullPath(data);
            }

            if (Value("XDG_DATA_HOME") is { } share)
            {
                return Path.Combine(Path.GetFullPath(share), "jupyter");
            }

            return Value("HOME") is { } home
                ? Path.Combine(home, ".local", "share", "jupyter")
                : throw new LabException("The variable HOME is not set, so there is no place for a user's kernels. Say where with --prefix DIR.");
        }
    }

    /// <summary>The data directory of the Python environment that is active, or null where none is.</summary>
    public string? ActiveEnvironment => (Value("VIRTUAL_ENV") ?? Value("CONDA_PREFIX")) is { } prefix ? OfPrefix(prefix) : null;

    /// <summary>The data directory below an installation prefix such as <c>/usr/local</c>.</summary>
    public static string OfPrefix(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    private string? Value(string name) => variable(name) is { Length: > 0 } value ? value : null;
}
