namespace Learn.Cluster;

/// <summary>The endings of generated names, in the letters and digits that Kubernetes uses for them: no vowels, so that no words come
/// about, and nothing that looks alike.</summary>
internal static class GeneratedName
{
    private const string Characters = "bcdfghjklmnpqrstvwxz2456789";
    private const int SuffixLength = 5;
    private const int LongestBase = 63 - SuffixLength;

    /// <summary>The given beginning, cut to fit, and five random characters.</summary>
    public static string From(Transaction transaction, string beginning) => string.Create(
        Math.Min(beginning.Length, LongestBase) + SuffixLength,
        (transaction, beginning),
        static (characters, state) =>
        {
            var length = characters.Length - SuffixLength;
            state.beginning.AsSpan(0, length).CopyTo(characters);
            foreach (ref var character in characters[length..])
            {
                character = Characters[(int)state.transaction.NextRandom(Characters.Length)];
            }
        });

    /// <summary>A text in these characters only, character by character.</summary>
    public static string Encode(string text) => string.Concat(text.Select(c => Characters[c % Characters.Length]));
}
