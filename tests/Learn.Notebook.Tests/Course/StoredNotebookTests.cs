namespace Learn.Notebook.Tests.Course;

/// <summary>The notebooks of the course run from top to bottom, and show what they are stored with: the first half.</summary>
public sealed class StoredNotebookTests
{
    public static TheoryData<string> Notebooks => [.. StoredNotebook.Names.Where(name => !StoredNotebook.IsLate(name))];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public Task Every_cell_runs_and_shows_what_is_stored(string name) => StoredNotebook.RunAsync(name);

    [Theory]
    [MemberData(nameof(Notebooks))]
    public Task Every_code_cell_names_its_language_for_each_kind_of_host(string name) => StoredNotebook.CheckLanguagesAsync(name);
}
