using System.Collections.Immutable;

namespace Learn.Netfilter;

/// <summary>
/// The tables of one family of a network namespace, without a kernel: takes the commands and payloads that iptables takes, refuses what
/// iptables 1.8.9 with the nf_tables backend refuses, with the same exit status, and prints itself as <c>iptables-save</c> would.
/// </summary>
/// <remarks>
/// It keeps rules, it does not rewrite those it does not understand. A table exists once something was put into it. Not safe for use by
/// several threads at once.
/// </remarks>
/// <param name="family">The family.</param>
public sealed partial class SimulatedTables(IpFamily family)
{
    private readonly Dictionary<string, TableState> _tables = new(StringComparer.Ordinal);

    /// <summary>The family.</summary>
    public IpFamily Family { get; } = family;

    /// <summary>What <c>iptables-save</c> prints: the tables in its order, counters of built-in chains included.</summary>
    /// <param name="table">One table only, or null for all that exist.</param>
    public Ruleset Save(string? table = null) => new(Family,
    [
        .. TableLayout.Tables
            .Where(name => _tables.ContainsKey(name) && (table is null || table == name))
            .Select(name => _tables[name].ToTable()),
    ]);

    /// <summary>Makes a chain: <c>-N</c>.</summary>
    public TablesResult NewChain(string table, string chain) => Change(table, state =>
    {
        if (RuleAdmission.CheckName(chain) is { } refusal)
        {
            return refusal;
        }

        if (state.Find(chain) is not null)
        {
            return TablesResult.NotFound($"chain {chain} exists already");
        }

        state.Add(chain);
        return TablesResult.Done;
    });

    /// <summary>Appends a rule: <c>-A</c>.</summary>
    public TablesResult Append(string table, string chain, Rule rule) =>
        Change(table, state => Insert(state, chain, rule, int.MaxValue));

    /// <summary>Inserts a rule: <c>-I</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="number">The number that it gets, counted from 1.</param>
    public TablesResult Insert(string table, string chain, Rule rule, int number = 1) =>
        Change(table, state => Insert(state, chain, rule, number));

    /// <summary>Deletes the first rule that is equal: <c>-D</c> with a rule.</summary>
    public TablesResult Delete(string table, string chain, Rule rule) => Change(table, state => Delete(state, chain, rule, 0));

    /// <summary>Deletes the rule with this number, counted from 1: <c>-D</c> with a number.</summary>
    public TablesResult Delete(string table, string chain, int number) => Change(table, state => Delete(state, chain, null, number));

    /// <summary>Tells whether there is a rule that is equal: <c>-C</c>. Status 1 means no.</summary>
    public TablesResult Check(string table, string chain, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if ((UnknownTable(table) ?? RuleAdmission.Check(rule, table, chain, Family)) is { } refusal)
        {
            return refusal;
        }

        if (TableState.ChainCalledBy(rule) is { } called && Begin(table).Find(called) is null)
        {
            return TablesResult.WrongUse($"chain {called} does not exist");
        }

        return _tables.GetValueOrDefault(table)?.Find(chain)?.Rules.Contains(rule) == true
            ? TablesResult.Done
            : TablesResult.NotFound($"there is no such rule in {chain}");
    }

    /// <summary>Empties a chain, or all: <c>-F</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain; null for all chains of the table.</param>
    public TablesResult Flush(string table, string? chain = null) =>
        chain is null && !_tables.ContainsKey(table)
            ? UnknownTable(table) ?? TablesResult.Done
            : Change(table, state => Flush(state, chain));

    /// <summary>Deletes a chain, or all user-defined chains: <c>-X</c>. They have to be empty, and nothing may jump to them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chain">The chain; null for all.</param>
    public TablesResult DeleteChain(string table, string? chain = null) =>
        _tables.ContainsKey(table)
            ? Change(table, state => DeleteChain(state, chain))
            : UnknownTable(table) ?? (chain is null ? TablesResult.Done : NoChain(chain));

    /// <summary>Sets the policy of a built-in chain: <c>-P</c>.</summary>
    public TablesResult SetPolicy(string table, string chain, ChainPolicy policy) => Change(table, state =>
    {
        if (state.Find(chain)?.Policy is null)
        {
            return TablesResult.NotFound($"{chain} is not a built-in chain");
        }

        if (table == "nat" && policy == ChainPolicy.Drop)
        {
            return TablesResult.WrongUse("packets are not dropped in the nat table");
        }

        state.SetPolicy(chain, policy, default);
        return TablesResult.Done;
    });

    private static TablesResult NoChain(string chain) => TablesResult.NotFound($"chain {chain} does not exist");

    private static TablesResult? UnknownTable(string table) =>
        TableLayout.Tables.Contains(table) ? null : new TablesResult(3, $"there is no table {table}");

    /// <summary>A transaction of one command.</summary>
    private TablesResult Change(string table, Func<TableState, TablesResult> command)
    {
        if (UnknownTable(table) is { } refusal)
        {
            return refusal;
        }

        var state = Begin(table);
        var result = command(state);
        return result.Succeeded ? Commit(state) : result;
    }

    private TableState Begin(string table) =>
        _tables.TryGetValue(table, out var before) ? new TableState(before) : new TableState(table);

    private TablesResult Commit(TableState state)
    {
        if (new TableValidation(state).Check() is { } refusal)
        {
            return refusal;
        }

        state.Freeze();
        _tables[state.Name] = state;
        return TablesResult.Done;
    }
}
