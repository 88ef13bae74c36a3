using Learn.Cli;

namespace Learn.Documents.Tests.Running;

/// <summary>A block of YAML that is not marked: a manifest. A lab of its kind is built; for all others the rules are worked out, so that every object has been read and accepted.</summary>
internal static class ManifestBlock
{
    private const string File = "block.yaml";

    public static async Task<string?> ProblemAsync(Reader reader, string yaml)
    {
        await reader.KeepAsync(File, yaml);
        if (!yaml.Contains("kind:", StringComparison.Ordinal))
        {
            return "it has no kind, so it is no manifest; mark it (file NAME, exercise, attempt, lesson, not run: …)";
        }

        if (yaml.Contains("kind: Lab\n", StringComparison.Ordinal))
        {
            var run = await reader.RunAsync($"./learn up -f {File} --name \"$LEARN_LAB-block\" && ./learn down \"$LEARN_LAB-block\"");
            return run.ExitCode == 0 ? null : run.Output;
        }

        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await LearnCommandLine.RunAsync(["rules", "-f", Path.Combine(reader.Folder, File)], output, error, TestContext.Current.CancellationToken);
        return code == 0 ? null : error.ToString();
    }
}
