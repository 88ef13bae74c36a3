using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Learn.Cli.Notebooks.Kernels;
using Learn.Cli.Tests.Labs;
using NetMQ;
using NetMQ.Sockets;

namespace Learn.Cli.Tests.Notebooks;

/// <summary>What front ends start when they start the kernel.</summary>
public sealed class KernelStartTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_kernel_of_the_kernelspec_answers_and_ends_when_it_is_told_to()
    {
        var ports = FreePorts(5);
        var connection = folder.At("connection.json");
        await File.WriteAllTextAsync(connection, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["transport"] = "tcp", ["ip"] = "127.0.0.1", ["key"] = "secret", ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = ports[0], ["iopub_port"] = ports[1], ["stdin_port"] = ports[2], ["control_port"] = ports[3], ["hb_port"] = ports[4],
        }), Cancellation);
        using var kernel = Start(Installed(LearnRun.Program), connection);
        try
        {
            using var heart = new RequestSocket($">tcp://127.0.0.1:{ports[4]}");
            heart.SendFrame("beat");
            Assert.True(heart.TryReceiveFrameString(TimeSpan.FromSeconds(60), out var answer), "the kernel does not answer");
            Assert.Equal("beat", answer);
            Process.Start("kill", ["-TERM", $"{kernel.Id}"]).WaitForExit();
            await kernel.WaitForExitAsync(Cancellation);
            Assert.Equal(0, kernel.ExitCode);
        }
        finally
        {
            if (!kernel.HasExited)
            {
                kernel.Kill(entireProcessTree: true);
            }
        }
    }

    [Fact]
    public async Task Where_the_program_has_gone_it_says_what_to_do()
    {
        // A name that a shell would take apart.
        using var kernel = Start(Installed("/not/there/it's a \"$HOME\" `x`/learn.dll"), "connection.json");
        var error = await kernel.StandardError.ReadToEndAsync(Cancellation);
        await kernel.WaitForExitAsync(Cancellation);
        Assert.Equal(ExitCode.MachineLacks, kernel.ExitCode);
        Assert.Contains("is not there any more: /not/there/it's a \"$HOME\" `x`/learn.dll", error, StringComparison.Ordinal);
        Assert.Contains("./learn kernel install", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_file_that_cannot_be_used_is_named_without_a_stack_trace()
    {
        var run = await LearnRun.OfAsync("kernel", "run", "--connection-file", folder.At("none.json"));
        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("none.json", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Installed(string program)
    {
        var installation = new KernelInstallation(folder.Path, "test");
        installation.Write(new KernelSpecification { Name = "test", Host = "dotnet", Program = program });
        var kernel = JsonElement.Parse(File.ReadAllText(Path.Combine(installation.Directory, KernelSpecification.FileName)));
        return [.. kernel.GetProperty("argv").EnumerateArray().Select(word => word.GetString()!)];
    }

    private static Process Start(IReadOnlyList<string> argv, string connection) =>
        Process.Start(new ProcessStartInfo(argv[0], argv.Skip(1).Select(word => word.Replace("{connection_file}", connection, StringComparison.Ordinal)))
        {
            RedirectStandardError = true,
        })!;

    // Below those that the system gives to connections, which could take one before the kernel does.
    private static List<int> FreePorts(int count)
    {
        var ports = new List<int>();
        for (var port = 12_000 + (Environment.ProcessId * 89 % 20_000); ports.Count < count; port = port < 32_000 ? port + 1 : 12_000)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                ports.Add(port);
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }

        return ports;
    }
}
