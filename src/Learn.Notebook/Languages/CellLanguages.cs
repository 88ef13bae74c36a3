namespace Learn.Notebook;

/// <summary>All languages of cells, by their names.</summary>
internal sealed class CellLanguages
{
    private readonly Dictionary<string, ICellLanguage> byName = new(StringComparer.Ordinal);

    public CellLanguages(IEnumerable<ICellLanguage> languages)
    {
        All = [.. languages];
        foreach (var language in All)
        {
            foreach (var name in (IEnumerable<string>)[language.Name, .. language.Aliases])
            {
                byName.Add(name, language);
            }
        }
    }

    public IReadOnlyList<ICellLanguage> All { get; }

    public ICellLanguage? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Every language of this project.</summary>
    public static CellLanguages Standard() => new([new CSharpCells(), new Kubectl.KubectlCells()]);
}
