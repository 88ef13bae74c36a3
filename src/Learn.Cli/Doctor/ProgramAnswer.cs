using System.ComponentModel;
using System.Diagnostics;

namespace Learn.Cli.Doctor;

/// <summary>What a program of the machine said when it was asked something short.</summary>
/// <param name="ExitCode">How it ended; null if it did not start or did not end in time.</param>
/// <param name="Text">What it wrote, to either stream; or why there is nothing.</param>
internal sealed record ProgramAnswer(int? ExitCode, string Text)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ProgramAnswer> OfAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            using var killing = patience.Token.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return patience.IsCancellationRequested
                ? new ProgramAnswer(null, $"it did not end within {Patience.TotalSeconds:0} s")
                : new ProgramAnswer(process.ExitCode, (output + await error).Trim());
        }
        catch (Win32Exception problem)
        {
            return new ProgramAnswer(null, problem.Message);
        }
    }
}
