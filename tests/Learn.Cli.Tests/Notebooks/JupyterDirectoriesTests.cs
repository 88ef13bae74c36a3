using Learn.Cli.Notebooks.Kernels;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>Kernels go where Jupyter looks for them.</summary>
public sealed class JupyterDirectoriesTests
{
    [Theory]
    [InlineData("JUPYTER_DATA_DIR=/data XDG_DATA_HOME=/share HOME=/home/me", "/data")]
    [InlineData("XDG_DATA_HOME=/share HOME=/home/me", "/share/jupyter")]
    [InlineData("JUPYTER_DATA_DIR= XDG_DATA_HOME= HOME=/home/me", "/home/me/.local/share/jupyter")]
    public void A_users_kernels_lie_where_jupyter_core_looks(string environment, string expected) =>
        Assert.Equal(expected, Of(environment).User);

    [Theory]
    [InlineData("VIRTUAL_ENV=/venv CONDA_PREFIX=/conda", "/venv/share/jupyter")]
    [InlineData("CONDA_PREFIX=/conda", "/conda/share/jupyter")]
    [InlineData("HOME=/home/me", null)]
    public void A_python_environment_has_its_own(string environment, string? expected) =>
        Assert.Equal(expected, Of(environment).ActiveEnvironment);

    [Fact]
    public void Without_a_home_it_says_what_to_do() =>
        Assert.Contains("--prefix", Assert.Throws<LabException>(() => Of("X=y").User).Message, StringComparison.Ordinal);

    private static JupyterDirectories Of(string environment) =>
        new(environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal).GetValueOrDefault);
}
