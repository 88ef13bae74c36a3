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
    public static CellLanguages Standard()
    {
        var csharp = new CSharpCells();
        var all = new List<ICellLanguage>();
        all.AddRange(
        [
            csharp,
            new Kubectl.KubectlCells(),
            new YamlCells(),
            .. IptablesLine.Programs.Select(program => new IptablesCells(program)),
            new GraphCells(),
            new ExplainCells(),
            new ListingCells(),
            new ShellCells(),
            new CurlCells(),
            new WalkCells(),
            new TraceCells(),
            new WatchCells(),
            new SyncsCells(),
            new SyncCells(),
            new InspectCells(),
            new DiffCells(),
            new ExerciseCells(),
            new CheckCells(),
            new AnswerCells(),
            new HintCells(),
            new SolutionCells(),
            new ResetCells(),
            new PredictCells(),
            new RevealCells(),
            new QuestionCells(),
            new ProgressCells(),
            new MarkdownCells(),
            new HtmlCells(),
            new TimeDirective(csharp),
            new VariablesDirective(isDetailed: false),
            new VariablesDirective(isDetailed: true),
            new ListLanguagesDirective(all),
            new AboutDirective(),
        ]);
        return new CellLanguages(all);
    }
}
