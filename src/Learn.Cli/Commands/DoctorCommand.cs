using System.CommandLine;
using Learn.Cli.Doctor;

namespace Learn.Cli.Commands;

/// <summary><c>learn doctor</c>: says whether this machine has what labs, notebooks and the course need.</summary>
internal static class DoctorCommand
{
    private const string Explanation = """
        Looks at this machine: system and SDK, programs, rights, what the kernel's packet filter knows, Jupyter, the course and your progress. For each
        problem it says one thing to do. Nothing is installed or changed. Exit code 0: ready (there may be warnings), 3: something is lacking.
        """;

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output)
    {
        var json = new Option<bool>("--json") { Description = "JSON, for programs and for 'learn workshop check'." };
        var command = new Command("doctor", Explanation) { json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var report = await Examination.RunAsync(Directory.GetCurrentDirectory(), cancellationToken);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(report.ToJson());
            }
            else
            {
                new DoctorPage(Terminal.Create(output)).Write(report);
            }

            return report.Ready ? ExitCode.Done : ExitCode.MachineLacks;
        });
        return command;
    }
}
