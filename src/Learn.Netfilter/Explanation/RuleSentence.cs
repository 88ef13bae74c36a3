using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Rules, matches and targets in plain sentences, from the typed model and with nothing but netfilter's own terms. What the model does
/// not know is named as it was written, never left out.
/// </summary>
public static partial class RuleSentence
{
    [ThreadStatic]
    private static StringBuilder? s_text;

    /// <summary>A rule in one sentence: <c>New TCP connections to port 80 of 10.96.12.3 go to chain X.</c></summary>
    /// <param name="rule">The rule.</param>
    /// <param name="table">Its table: the nat table sees only the first packet of each connection.</param>
    /// <param name="vocabulary">Names of chains, marks and addresses; null for none.</param>
    public static string Of(Rule rule, string table, IRuleVocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(table);
        var words = new Words(Begin(), vocabulary ?? NoVocabulary.Instance);
        WriteSubject(ref words, rule, table == "nat");
        words.EndClauses();
        WriteTarget(ref words, rule.Target, Remembers(rule));
        WriteChances(ref words, rule);
        words.Text.Append('.');
        return words.Text.ToString();
    }

    /// <summary>What a rule is about: <c>New TCP connections to port 80 of 10.96.12.3</c>. Probabilities are no part of it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="table">Its table.</param>
    /// <param name="vocabulary">Names of marks and addresses; null for none.</param>
    public static string Subject(Rule rule, string table, IRuleVocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(table);
        var words = new Words(Begin(), vocabulary ?? NoVocabulary.Instance);
        WriteSubject(ref words, rule, table == "nat");
        return words.Text.ToString();
    }

    /// <summary>
    /// A match as a part of a sentence: <c>to port 80 by TCP</c>, <c>not from 10.244.0.0/16</c>, <c>with probability 1 in 3, else go
    /// on</c>. Empty for a comment, which is no condition.
    /// </summary>
    /// <param name="match">The match.</param>
    /// <param name="vocabulary">Names of marks and addresses; null for none.</param>
    public static string Of(Match match, IRuleVocabulary? vocabulary = null)
    {
        ArgumentNullException.ThrowIfNull(match);
        var words = new Words(Begin(), vocabulary ?? NoVocabulary.Instance);
        WriteMatch(ref words, match);
        return words.Text.ToString().TrimStart(',', ' ');
    }

    /// <summary>What a target does to packets: <c>go to chain X</c>, <c>are dropped silently</c>.</summary>
    /// <param name="target">The target; null for a rule that only counts.</param>
    /// <param name="vocabulary">Names of chains, marks and addresses; null for none.</param>
    public static string Of(Target? target, IRuleVocabulary? vocabulary = null)
    {
        var words = new Words(Begin(), vocabulary ?? NoVocabulary.Instance);
        WriteTarget(ref words, target, null);
        return words.Text.ToString().TrimStart();
    }

    private static StringBuilder Begin() => (s_text ??= new StringBuilder(256)).Clear();

    /// <summary>A sentence in the making.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="names">The names that may be used.</param>
    private ref struct Words(StringBuilder text, IRuleVocabulary names)
    {
        private bool _inClause;

        internal readonly StringBuilder Text => text;

        internal readonly IRuleVocabulary Names => names;

        internal readonly void Add(string words) => text.Append(words);

        /// <summary>Begins a clause that stands between commas.</summary>
        internal void BeginClause()
        {
            text.Append(',');
            _inClause = true;
        }

        /// <summary>Closes the last of the clauses between commas, if there is one.</summary>
        internal void EndClauses()
        {
            if (_inClause)
            {
                text.Append(',');
                _inClause = false;
            }
        }
    }
}
