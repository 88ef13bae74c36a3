using System.Text.RegularExpressions;

namespace Learn.Cli.Doctor.Programs;

/// <summary>Whether the programs that a lab calls are there and run.</summary>
/// <param name="searchPath">Where they are looked up.</param>
internal sealed partial class ProgramCheck(string searchPath)
{
    private const int LongestWords = 120;

    /// <summary>Looks at all of them, side by side.</summary>
    public async Task<IReadOnlyList<DoctorFinding>> ExamineAsync(CancellationToken cancellationToken)
        => await Task.WhenAll(KnownProgram.All.Select(program => ExamineAsync(program, cancellationToken)));

    private async Task<DoctorFinding> ExamineAsync(KnownProgram program, CancellationToken cancellationToken)
    {
        string[] missing = [.. program.Companions.Prepend(program.Name).Where(name => Sandbox.Programs.Find(name, searchPath) is null)];
        if (missing.Length > 0)
        {
            return Problem(program, $"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} not on this machine; needed for {program.Purpose}", Remedies.Package(program.Package, searchPath));
        }

        string file = Sandbox.Programs.Find(program.Name, searchPath)!;
        var answer = await ProgramAnswer.OfAsync(file, [program.VersionOption], cancellationToken);
        string words = answer.Text.Split('\n')[0];
        return answer.ExitCode != 0 ? Problem(program, $"{file} does not run: {(words.Length > LongestWords ? words[..LongestWords] + "…" : words)}", Remedies.Package($"--reinstall {program.Package}", searchPath))
            : DoctorFinding.Ready(DoctorArea.Programs, program.Name, program.Name, Version().Match(words) is { Success: true } version ? version.Value : "there");
    }

    private static DoctorFinding Problem(KnownProgram program, string seen, string remedy) => program.IsVital
        ? DoctorFinding.Lacking(DoctorArea.Programs, program.Name, program.Name, seen, remedy)
        : DoctorFinding.Warning(DoctorArea.Programs, program.Name, program.Name, seen, remedy);

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)*(\.[0-9]+)( \(nf_tables\)| \(legacy\))?|[0-9]{8}")]
    private static partial Regex Version();
}
