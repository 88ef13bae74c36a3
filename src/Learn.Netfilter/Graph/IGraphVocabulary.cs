namespace Learn.Netfilter;

/// <summary>
/// Names for the chain graph: whoever knows what chains stand for gives them names, and says which belong together. Each member may answer
/// null; the graph then shows what the rules say.
/// </summary>
public interface IGraphVocabulary
{
    /// <summary>What a chain stands for, shown above its name: <c>default/my-service:http</c>.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    string? NameChain(string table, string chain) => null;

    /// <summary>The group that a chain belongs to alone: a Service. Groups beyond <see cref="ChainGraphOptions.MaximumGroups"/> are folded.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    string? GroupOf(string table, string chain) => null;

    /// <summary>The group that a rule is about.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="number">Its number in the chain, counted from 1.</param>
    string? GroupOf(string table, string chain, int number) => null;

    /// <summary>What a rule does, in a sentence.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its chain.</param>
    /// <param name="number">Its number in the chain, counted from 1.</param>
    string? Explain(string table, string chain, int number) => null;

    /// <summary>What a chain is there for, in sentences.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="chain">Its name.</param>
    string? Explain(string table, string chain) => null;

    /// <summary>What groups are called, in the plural.</summary>
    string Groups => "groups";
}
