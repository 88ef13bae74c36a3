using System.Diagnostics;
using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests.Spelling;

/// <summary>British English as the program hunspell knows it, and the words of our trade in <c>words.txt</c>.</summary>
internal static class SpellChecker
{
    /// <summary>The file with the words of our trade.</summary>
    public const string List = "tests/Learn.Documents.Tests/Spelling/words.txt";

    /// <summary>The words that are in neither.</summary>
    /// <param name="words">What was written.</param>
    /// <param name="usesList">Whether the words of our trade count.</param>
    /// <exception cref="InvalidOperationException">The program could not do it; the message has its words.</exception>
    public static async Task<IReadOnlySet<string>> UnknownAsync(IEnumerable<string> words, bool usesList = true)
    {
        string[] personal = usesList ? ["-p", Repository.PathTo(List)] : [];
        var start = new ProcessStartInfo("hunspell", ["-l", "-d", "en_GB", "-i", "utf-8", .. personal])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8" },
        };
        using var process = Process.Start(start)!;
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.StandardInput.WriteLineAsync(string.Join('\n', words.Distinct(StringComparer.Ordinal)));
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode == 0
            ? (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            : throw new InvalidOperationException($"hunspell: {await error}");
    }
}
