namespace Learn.Notebook.Tests.Course;

/// <summary>The same as <see cref="StoredNotebookTests"/> for the second half: two halves run at the same time.</summary>
public sealed class LateStoredNotebookTests
{
    public static TheoryData<string> Notebooks => [.. StoredNotebook.Names.Where(StoredNotebook.IsLate)];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public Task Every_cell_runs_and_shows_what_is_stored(string name) => StoredNotebook.RunAsync(name);

    [Theory]
    [MemberData(nameof(Notebooks))]
    public Task Every_code_cell_names_its_language_for_each_kind_of_host(string name) => StoredNotebook.CheckLanguagesAsync(name);
}
