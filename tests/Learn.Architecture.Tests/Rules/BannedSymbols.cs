using Learn.Architecture.Tests.Reading;

namespace Learn.Architecture.Tests.Rules;

/// <summary>
/// The list of banned symbols, held against what was compiled. The analyzer says it first, at the line at fault; this
/// notices when the analyzer was switched off or never ran.
/// </summary>
internal sealed class BannedSymbols(IReadOnlySet<string> types, IReadOnlySet<string> members)
{
    /// <summary>What the compiler writes by itself: an iterator asks which thread it runs on.</summary>
    private static readonly string[] CompilersOwn = ["System.Environment.get_CurrentManagedThreadId"];

    /// <summary>Reads the analyzer's format: <c>T:Type;reason</c>, <c>P:Type.Property;reason</c>, <c>M:Type.Method(…);reason</c>.</summary>
    public static BannedSymbols Parse(string text)
    {
        var types = new HashSet<string>(StringComparer.Ordinal);
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var symbol = line.Split(';')[0];
            var name = symbol[2..].Split('(')[0];
            var lastDot = name.LastIndexOf('.');
            switch (symbol[0])
            {
                case 'T':
                    types.Add(name);
                    break;
                case 'P':
                    members.Add(name[..lastDot] + ".get_" + name[(lastDot + 1)..]);
                    break;
                // Of a constructor only the one without parameters is meant (new Random(seed) is fine), which member
                // names cannot tell apart: it is left to the analyzer.
                case 'M' when !name.EndsWith("#ctor", StringComparison.Ordinal):
                    members.Add(name);
                    break;
                case 'M':
                    break;
                default:
                    throw new FormatException($"unknown kind of symbol: {line}");
            }
        }

        return new BannedSymbols(types, members);
    }

    public IEnumerable<string> UsedBy(CompiledAssembly assembly) =>
        assembly.Types.Where(type => types.Contains(type) && !IsCompilersOwn(type, assembly))
            .Concat(assembly.Members.Where(members.Contains)).Distinct();

    private static bool IsCompilersOwn(string type, CompiledAssembly assembly)
    {
        var used = assembly.Members.Where(member => member.StartsWith(type + ".", StringComparison.Ordinal)).ToList();
        return used.Count > 0 && used.TrueForAll(CompilersOwn.Contains);
    }
}
