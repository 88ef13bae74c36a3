using System.Text;

namespace Learn.Netfilter;

/// <content>Command lines.</content>
public sealed partial class SimulatedTables
{
    /// <summary>
    /// Carries out one call of <c>iptables</c> or <c>ip6tables</c>: <c>-N -A -I -D -C -F -X -P -S</c>, with <c>-t</c>, <c>-w</c> and
    /// <c>-W</c> anywhere.
    /// </summary>
    /// <param name="arguments">The arguments without the name of the program, for example <c>-t nat -N KUBE-SERVICES</c>.</param>
    public TablesResult Run(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var call = IptablesCall.Read(arguments);
        if (call is null)
        {
            return TablesResult.WrongUse($"not understood: {string.Join(' ', arguments)}");
        }

        if (call.Chain is null && call.Command is not ("-F" or "-X" or "-S"))
        {
            return TablesResult.WrongUse($"{call.Command} needs the name of a chain");
        }

        string chain = call.Chain ?? "";
        try
        {
            return call.Command switch
            {
                "-N" => NewChain(call.Table, chain),
                "-A" => Append(call.Table, chain, call.Rule(Family)),
                "-I" => Insert(call.Table, chain, call.Rule(Family), Math.Max(call.Number, 1)),
                "-D" when call.Number > 0 => Delete(call.Table, chain, call.Number),
                "-D" => Delete(call.Table, chain, call.Rule(Family)),
                "-C" => Check(call.Table, chain, call.Rule(Family)),
                "-F" => Flush(call.Table, call.Chain),
                "-X" => DeleteChain(call.Table, call.Chain),
                "-P" when call.Rest is ["ACCEPT"] => SetPolicy(call.Table, chain, ChainPolicy.Accept),
                "-P" when call.Rest is ["DROP"] => SetPolicy(call.Table, chain, ChainPolicy.Drop),
                "-S" => List(call.Table, call.Chain),
                _ => TablesResult.WrongUse($"not understood: {string.Join(' ', arguments)}"),
            };
        }
        catch (FormatException exception)
        {
            return TablesResult.WrongUse(exception.Message);
        }
    }

    private TablesResult List(string table, string? chain)
    {
        if (UnknownTable(table) is { } refusal)
        {
            return refusal;
        }

        // A table that nothing was put into is listed as if it were there.
        var state = Begin(table);
        if (chain is not null && state.Find(chain) is null)
        {
            return NoChain(chain);
        }

        var chains = state.InOrder().Where(item => chain is null || item.Name == chain).ToArray();
        var text = new StringBuilder();
        foreach (var item in chains)
        {
            text.Append(item.Policy is { } policy
                ? $"-P {item.Name} {(policy == ChainPolicy.Accept ? "ACCEPT" : "DROP")}\n"
                : $"-N {item.Name}\n");
        }

        foreach (var item in chains)
        {
            foreach (var rule in item.Rules)
            {
                text.Append($"-A {item.Name} {RuleWriter.ToText(rule, Family)}".TrimEnd(' ')).Append('\n');
            }
        }

        return TablesResult.Done with { Output = text.ToString() };
    }
}
