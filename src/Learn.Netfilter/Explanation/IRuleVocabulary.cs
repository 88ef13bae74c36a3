namespace Learn.Netfilter;

/// <summary>
/// Names that sentences about rules may use beside what the rules say: whoever knows what chains, marks and addresses stand for gives
/// them names. Each member may answer null; the sentence then says what the rule says, and nothing more.
/// </summary>
public interface IRuleVocabulary
{
    /// <summary>What a chain stands for, put in parentheses behind its name: <c>default/my-service:http</c>.</summary>
    /// <param name="chain">The name of the chain, of the table that the sentence is about.</param>
    string? NameChain(string chain) => null;

    /// <summary>What a mark stands for: <c>the mark for masquerading</c>.</summary>
    /// <param name="bits">The bits that have to be set, or that are set.</param>
    /// <param name="mask">The bits that are looked at, or changed.</param>
    string? NameMark(uint bits, uint mask) => null;

    /// <summary>What addresses stand for, put in parentheses behind them: <c>the pods</c>, <c>pod/my-pod</c>.</summary>
    /// <param name="addresses">The addresses.</param>
    string? NameAddresses(AddressPattern addresses) => null;

    /// <summary>What a translated address stands for, put in parentheses behind it: <c>pod/my-pod</c>.</summary>
    /// <param name="target">What an address is translated to.</param>
    string? NameTranslation(NatRange target) => null;
}
