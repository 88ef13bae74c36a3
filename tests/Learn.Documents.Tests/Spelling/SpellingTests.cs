using Learn.Architecture.Tests;
using Learn.Architecture.Tests.Reading;

namespace Learn.Documents.Tests.Spelling;

/// <summary>What people read is spelt as British English has it.</summary>
public sealed class SpellingTests
{
    private static IReadOnlyDictionary<string, List<(string Word, int Line)>> Written { get; } =
        Writings.All.ToDictionary(pair => pair.Key, pair => Prose.WordsOf(pair.Value).ToList(), StringComparer.Ordinal);

    private static string[] OurWords => Repository.Read(SpellChecker.List).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Every_word_is_known()
    {
        var unknown = await SpellChecker.UnknownAsync(Written.Values.SelectMany(words => words.Select(word => word.Word)));
        Findings.None(from writing in Written
                      from word in writing.Value
                      where unknown.Contains(word.Word)
                      select $"{writing.Key}, line {word.Line}: \"{word.Word}\" is no word that the dictionary has; mend it, or add it to {SpellChecker.List}");
    }

    [Fact]
    public async Task Our_own_words_are_sorted_and_unknown_to_the_dictionary()
    {
        Assert.Equal(OurWords.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), OurWords);
        var known = await SpellChecker.UnknownAsync(OurWords, usesList: false);
        Findings.None(OurWords.Where(word => !known.Contains(word)).Select(word => $"the dictionary has \"{word}\" itself: take it out of {SpellChecker.List}"));
    }

    [Fact]
    public async Task A_slip_is_found_and_code_is_left_alone()
    {
        var words = Prose.WordsOf("The `nodde` is *redy*, see [the pge](pges.md), `--optoin` and https://exmple.org/.\n\n```sh\nlurn\n```\n\n| colour |\n|---|\n| centre of {{ apps }} |\n").ToList();
        var unknown = await SpellChecker.UnknownAsync(words.Select(word => word.Word));
        Assert.Equal(["pge", "redy"], unknown.Order(StringComparer.Ordinal));
        Assert.Contains(("centre", 9), words);
    }
}
