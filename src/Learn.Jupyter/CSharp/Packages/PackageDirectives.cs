using System.Text.RegularExpressions;

namespace Learn.Jupyter.CSharp;

/// <summary>The lines of a cell that ask for packages: <c>#r "nuget: Id, version"</c> and <c>#i "nuget: source"</c>.</summary>
/// <param name="Code">The cell with these lines turned into comments of the same length, so that every place stays.</param>
/// <param name="Packages">What <c>#r</c> asks for.</param>
/// <param name="Sources">What <c>#i</c> names.</param>
internal sealed partial record PackageDirectives(string Code, IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources)
{
    public static PackageDirectives Find(string code)
    {
        if (!code.Contains("nuget", StringComparison.OrdinalIgnoreCase))
        {
            return new PackageDirectives(code, [], []);
        }

        var packages = new List<PackageRequest>();
        var sources = new List<string>();
        var rest = Directive().Replace(code, match =>
        {
            var what = match.Groups["what"].Value.Trim();
            if (match.Groups["kind"].Value == "i")
            {
                sources.Add(what);
            }
            else
            {
                var parts = what.Split(',', 2, StringSplitOptions.TrimEntries);
                packages.Add(new PackageRequest(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : null));
            }

            return "//" + match.Value[2..];
        });
        return new PackageDirectives(rest, packages, sources);
    }

    [GeneratedRegex("""^[ \t]*#(?<kind>[ri])[ \t]+"[ \t]*nuget[ \t]*:(?<what>[^"\r\n]+)"[^\r\n]*""", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Directive();
}
