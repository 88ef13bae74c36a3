using System.Collections.Immutable;
using Learn.Netfilter;
using Learn.Proxy;

namespace Learn;

/// <summary>What came of living through a case.</summary>
/// <param name="Name">The name of the case.</param>
/// <param name="Files">What was got, under the names of the captured files.</param>
/// <param name="Compared">The captured files that were compared.</param>
/// <param name="Differences">What differs: the file, and a sentence.</param>
public sealed record CaseReplayResult(
    string Name,
    IReadOnlyDictionary<string, string> Files,
    ImmutableArray<string> Compared,
    ImmutableArray<CaseDifference> Differences)
{
    /// <summary>True if nothing differs.</summary>
    public bool IsEqual => Differences.IsEmpty;

    /// <summary>The case and its verdict on one line.</summary>
    public override string ToString() => IsEqual
        ? $"{Name}: equal in {Compared.Length} {(Compared.Length == 1 ? "file" : "files")}"
        : $"{Name}: different in {string.Join(", ", Differences.Select(difference => difference.File).Distinct())}";

    /// <summary>Writes the files into a folder, which is made if it does not exist.</summary>
    public async Task WriteAsync(string folder, CancellationToken cancellationToken = default)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), content, cancellationToken);
        }
    }

    internal static async Task<CaseReplayResult> CompareAsync(CaseDirectory directory, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var captures = directory.Captures;
        var differences = ImmutableArray.CreateBuilder<CaseDifference>();
        foreach (string name in captures)
        {
            if (!files.TryGetValue(name, out var actual))
            {
                differences.Add(new(name, "The file was captured, but nothing of that name came out."));
                continue;
            }

            string expected = await directory.ReadCaptureAsync(name, cancellationToken);
            try
            {
                differences.AddRange(CaseComparison.Compare(name, expected, actual).Select(sentence => new CaseDifference(name, sentence)));
            }
            catch (RulesetParseException error)
            {
                differences.Add(new(name, $"The rules cannot be read: {error.Message}"));
            }
        }

        if (captures.Count > 0)
        {
            differences.AddRange(files.Keys.Where(name => !captures.Contains(name) && CaseComparison.NeedsCapture(name))
                .Select(name => new CaseDifference(name, "It came out, but was not captured.")));
        }

        return new CaseReplayResult(directory.Name, files, [.. captures], differences.ToImmutable());
    }
}
