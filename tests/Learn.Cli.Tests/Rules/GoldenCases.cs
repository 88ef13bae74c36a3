using System.Globalization;
using System.Text.RegularExpressions;

namespace Learn.Cli.Tests.Rules;

/// <summary>The captures of the real kube-proxy, found by enumeration.</summary>
internal static partial class GoldenCases
{
    public static string Folder { get; } = Path.Combine(Repository(), "tests", "golden", "iptables");

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    /// <summary>The saves and payloads of a case. Of a step with several syncs only the last payload is the one of "the last sync".</summary>
    public static IEnumerable<Capture> Captures(string name)
    {
        var found = Directory.GetFiles(Path.Combine(Folder, name)).Select(Read).OfType<Capture>().ToList();
        return found.Where(capture => !found.Any(other =>
            other.IsPayload && capture.IsPayload && other.IsIPv6 == capture.IsIPv6 && other.Step == capture.Step && other.Sync > capture.Sync));
    }

    private static Capture? Read(string path)
    {
        var match = FileName().Match(Path.GetFileName(path));
        return !match.Success ? null : new Capture(
            path,
            match.Groups["payload"].Success,
            match.Groups["six"].Success,
            Number(match.Groups["step"], 1),
            Number(match.Groups["sync"], 1));
    }

    private static int Number(Group group, int otherwise) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : otherwise;

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Learn.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No folder above the tests has a Learn.sln.");
        }

        return folder;
    }

    [GeneratedRegex(@"^(?:expected(?:-step-(?<step>[0-9]+))?\.ip(?<six>6)?tables-save|(?<payload>restore)(?<six>6)?-step-(?<step>[0-9]+)(?:\.(?<sync>[0-9]+))?\.txt)$")]
    private static partial Regex FileName();

    /// <summary>A captured file.</summary>
    internal sealed record Capture(string Path, bool IsPayload, bool IsIPv6, int Step, int Sync);
}
