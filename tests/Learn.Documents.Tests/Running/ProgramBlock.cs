using System.Text.RegularExpressions;
using Learn.Architecture.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Learn.Documents.Tests.Running;

/// <summary>
/// A program in one file (<c>#:project …</c>, <c>#:package …</c>), compiled with the usings and assemblies that <c>dotnet run lab.cs</c> would give it, and run as a process.
/// Its projects and packages must be those of this repository.
/// </summary>
internal sealed partial class ProgramBlock(Reader reader)
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    public static bool IsOne(string code) => code.StartsWith("#:", StringComparison.Ordinal);

    public async Task<ShellRun> RunAsync(string code)
    {
        foreach (Match directive in Directive().Matches(code))
        {
            string what = directive.Groups["what"].Value;
            string project = directive.Groups["kind"].Value == "project" ? what : $"src/{what.Split('@')[0]}";
            if (!Directory.Exists(Repository.PathTo(project)))
            {
                return new ShellRun(-1, $"there is no {project}");
            }
        }

        string folder = Path.Combine(reader.Folder, "program");
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(file)), file);
        }

        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithFeatures([new("FileBasedProgram", "true")]);
        string[] references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(':');
        var compiled = CSharpCompilation.Create(
            "shown-program",
            [CSharpSyntaxTree.ParseText(code, options), CSharpSyntaxTree.ParseText(ImplicitUsings, options)],
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .Emit(Path.Combine(folder, "shown-program.dll"));
        if (!compiled.Success)
        {
            return new ShellRun(-1, string.Join('\n', compiled.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)));
        }

        File.Copy(Path.Combine(AppContext.BaseDirectory, "learn.runtimeconfig.json"), Path.Combine(folder, "shown-program.runtimeconfig.json"));
        return await reader.RunAsync("dotnet program/shown-program.dll");
    }

    [GeneratedRegex(@"^#:(?<kind>project|package) (?<what>\S+)", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
