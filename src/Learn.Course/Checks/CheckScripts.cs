using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Learn.Course;

/// <summary>Compiles checks in C#, each once as long as its file stays the same.</summary>
internal static class CheckScripts
{
    private static readonly ConcurrentDictionary<(string Path, string Code), Lazy<ScriptRunner<object?>>> Compiled = [];

    private static readonly Lazy<ScriptOptions> Options = new(() => ScriptOptions.Default
        .WithReferences(
            typeof(object).Assembly, typeof(Enumerable).Assembly, typeof(System.Net.IPAddress).Assembly, typeof(System.Text.RegularExpressions.Regex).Assembly,
            typeof(System.Collections.Immutable.ImmutableArray).Assembly, typeof(k8s.Models.V1Service).Assembly,
            typeof(Lab).Assembly, typeof(CheckContext).Assembly, typeof(Cluster.ClusterApi).Assembly, typeof(Netfilter.Ruleset).Assembly,
            typeof(Learn.Proxy.ProxyConfiguration).Assembly, typeof(Sandbox.CommandResult).Assembly)
        .WithImports(
            "System", "System.Collections.Generic", "System.Collections.Immutable", "System.Globalization", "System.Linq", "System.Net", "System.Threading.Tasks",
            "k8s.Models", "Learn", "Learn.Cluster", "Learn.Course", "Learn.Netfilter")
        .WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest));

    /// <summary>What runs a script.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="name">What messages call it: <c>checks/even.csx</c>.</param>
    /// <exception cref="CourseException">It does not compile; the message has file, line and the compiler's words.</exception>
    public static ScriptRunner<object?> Get(string path, string name)
        => Compiled.GetOrAdd((path, File.ReadAllText(path)), key => new Lazy<ScriptRunner<object?>>(() => Compile(key.Path, key.Code, name))).Value;

    private static ScriptRunner<object?> Compile(string path, string code, string name)
    {
        var script = CSharpScript.Create<object?>(code, Options.Value.WithFilePath(path), typeof(CheckContext));
        var errors = script.Compile().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count == 0)
        {
            return script.CreateDelegate();
        }

        var line = errors[0].Location.GetLineSpan().StartLinePosition;
        throw new CourseException(FormattableString.Invariant($"{name}({line.Line + 1},{line.Character + 1}): {errors[0].GetMessage()} ({errors[0].Id})"));
    }
}
