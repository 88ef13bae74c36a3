using System.Text.RegularExpressions;

namespace Learn.Jupyter.CSharp;

/// <summary>What the SDK says, in a learner's words. (Codes: "NuGet errors and warnings" in NuGet's documentation.)</summary>
internal static partial class RestoreMessages
{
    // Another version than the one that was asked for; a package for another framework.
    private static readonly string[] WarningsToTell = ["NU1601", "NU1603", "NU1604", "NU1701"];

    public static PackageException NoSdk() => new(
        "Fetching packages needs the .NET SDK, and there is none here: install dotnet-sdk-10.0 (https://learn.microsoft.com/dotnet/core/install/linux). Packages that were fetched before still work.");

    public static PackageException Failure(IReadOnlyList<string> lines, IReadOnlyList<PackageRequest> packages)
    {
        var errors = lines.Select(line => Message().Match(line)).Where(match => match.Success && match.Groups["kind"].Value == "error")
            .Select(match => (Code: match.Groups["code"].Value, Text: match.Groups["text"].Value.Trim())).Distinct().ToList();
        if (errors.Count == 0)
        {
            var said = string.Join('\n', lines.Where(line => line.Trim().Length > 0));
            return said.Contains("No .NET SDKs were found", StringComparison.Ordinal) || said.Contains("dotnet SDK", StringComparison.OrdinalIgnoreCase)
                ? NoSdk()
                : new PackageException($"The packages could not be fetched: {said}");
        }

        var names = string.Join(", ", packages.Select(package => package.Id));
        if (errors.Where(error => error.Code is "NU1301" or "NU1300").Select(error => error.Text).FirstOrDefault() is { } unreachable)
        {
            return new PackageException($"{names} cannot be fetched now: a source of packages cannot be reached. Packages that were fetched before still work.\n{unreachable}");
        }

        return new PackageException(string.Join('\n', errors.Select(error => $"{error.Text} ({error.Code})")));
    }

    public static IEnumerable<string> WarningsIn(IEnumerable<string> lines) => lines.Select(line => Message().Match(line))
        .Where(match => match.Success && match.Groups["kind"].Value == "warning" && WarningsToTell.Contains(match.Groups["code"].Value))
        .Select(match => $"Warning: {match.Groups["text"].Value.Trim()} ({match.Groups["code"].Value})").Distinct();

    [GeneratedRegex(@"\b(?<kind>error|warning) (?<code>[A-Z]+[0-9]+): (?<text>.*?)(?: \[[^\]]*packages\.csproj\])?\r?$", RegexOptions.CultureInvariant)]
    private static partial Regex Message();
}
