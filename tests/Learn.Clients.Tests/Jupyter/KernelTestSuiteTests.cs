using System.Text.Json;

namespace Learn.Clients.Tests.Jupyter;

/// <summary>Debian's <c>jupyter_kernel_test</c> against the installed kernel.</summary>
public sealed class KernelTestSuiteTests(JupyterHome home)
{
    [Fact]
    public async Task Every_test_of_the_suite_that_applies_passes()
    {
        await using var suite = home.Start(JupyterHome.Python, Path.Combine(AppContext.BaseDirectory, "Jupyter", "kernel_tests.py"));
        var code = await suite.EndAsync();
        TestContext.Current.TestOutputHelper?.WriteLine(suite.Said);
        Assert.True(code == 0, $"the suite ended with {code}:\n{suite.Said}");
        var totals = JsonElement.Parse(suite.Said.Split('\n').Single(line => line.StartsWith("{\"run\"", StringComparison.Ordinal)));
        Assert.Equal(12, totals.GetProperty("run").GetInt32());
        Assert.Empty(totals.GetProperty("failed").EnumerateArray());
        // A pager is a part of front ends for terminals that IPython's "?" opens; C# has nothing that asks for it.
        Assert.Equal(["test_pager"], totals.GetProperty("skipped").EnumerateArray().Select(name => name.GetString()));
    }
}
