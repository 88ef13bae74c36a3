using System.Text;

namespace Learn.Sandbox;

/// <summary>Runs short system programs for the helper itself and collects what they print.</summary>
internal sealed class ToolRunner(CommandStarter starter)
{
    /// <summary>Runs a program in a host to its end.</summary>
    public async Task<CommandResult> RunAsync(HelperHost host, IReadOnlyList<string> arguments, string input)
    {
        using var standardInput = Pipe.Create();
        using var standardOutput = Pipe.Create();
        using var standardError = Pipe.Create();
        var process = await starter.StartAsync(
            host,
            new HelperRequest.RunCommand(host.Name, arguments, null, "/"),
            [(int)standardInput.Reader.DangerousGetHandle(), (int)standardOutput.Writer.DangerousGetHandle(), (int)standardError.Writer.DangerousGetHandle()]);
        standardInput.Reader.Dispose();
        standardOutput.Writer.Dispose();
        standardError.Writer.Dispose();
        var output = ReadAsync(standardOutput);
        var error = ReadAsync(standardError);
        await using (var writer = standardInput.OpenWriter())
        {
            try
            {
                await writer.WriteAsync(Encoding.UTF8.GetBytes(input));
            }
            catch (IOException)
            {
                // It ended without reading everything; its exit status says why.
            }
        }

        var end = await process.Ended;
        return new CommandResult(arguments, end.ExitCode, end.Signal, await output, await error);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Pipe pipe)
    {
        using var content = new MemoryStream();
        await using var reader = pipe.OpenReader();
        await reader.CopyToAsync(content);
        return content.GetBuffer().AsMemory(0, (int)content.Length);
    }
}
