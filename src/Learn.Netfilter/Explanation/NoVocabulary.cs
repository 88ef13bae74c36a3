namespace Learn.Netfilter;

/// <summary>Knows no names: sentences then say what the rules say.</summary>
internal sealed class NoVocabulary : IRuleVocabulary
{
    internal static readonly NoVocabulary Instance = new();
}
