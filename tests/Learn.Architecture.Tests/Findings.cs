namespace Learn.Architecture.Tests;

/// <summary>Shows all findings of a rule whole, one a line: they are what there is to mend.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
