using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Learn.Machines.Tests.Jupyter;
using Learn.Machines.Tests.Machines;

namespace Learn.Machines.Tests;

/// <summary>Somebody with an empty Debian and the .NET SDK clones the repository and does what the first page says.</summary>
public sealed class FreshUserTests(FreshMachine machine)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_command_is_the_demo_and_ends_with_its_picture_and_report()
    {
        var demo = await machine.DemoAsync();
        Assert.True(demo.ExitCode == 0, demo.ToString());
        Assert.Contains("learn: installing ", demo.Error, StringComparison.Ordinal);
        Assert.Contains("learn: building for the first time", demo.Error, StringComparison.Ordinal);
        Assert.Contains("300 requests · χ² = ", demo.Output, StringComparison.Ordinal);
        Assert.Contains("█ observed", demo.Output, StringComparison.Ordinal);
        Assert.Contains($"The same as a page, with the chart drawn: {FreshMachine.Checkout}/demo.html", demo.Output, StringComparison.Ordinal);
        var page = await machine.ContainerAsync("page", FreshMachine.AllRights);
        var text = (await page.RunAsync("cat demo.html")).Output;
        Assert.Contains("my-app-3", text, StringComparison.Ordinal);
        Assert.EndsWith("</html>", text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_command_serves_the_course_and_its_first_cell_runs()
    {
        var container = await machine.ContainerAsync("notebook", FreshMachine.AllRights);
        var clock = Stopwatch.StartNew();
        using var server = await container.StartAsync(string.Create(CultureInfo.InvariantCulture, $"exec ./learn notebook --no-browser --port {FreePort()}"));
        try
        {
            using var notebook = await ServedNotebook.FindAsync(server);
            machine.Timings.Add("./learn notebook, the second command, until it serves: packages", clock.Elapsed);
            clock.Restart();
            var cell = await notebook.FirstCellAsync("01-clusterip.ipynb");
            var (status, shown) = await notebook.RunCellAsync(".net-learn", cell);
            Assert.True(status == "ok", $"{cell}\n{shown}");
            Assert.NotEmpty(shown);
            machine.Timings.Add("the first cell of the first lesson, with the start of the kernel", clock.Elapsed);
            await notebook.ShutDownAsync();
            await server.WaitForExitAsync(Cancellation);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }

    // Below the ports that the system gives to connections.
    private static int FreePort()
    {
        for (var port = 20_000 + Random.Shared.Next(10_000); ; port++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
