using System.Globalization;
using System.Text;

namespace Learn;

/// <summary>Writes a view as text.</summary>
internal static class RestoreText
{
    private const int Width = 100;
    private const int MostChains = 60;
    private const int MostLines = 200;

    public static string Write(RestoreView view)
    {
        var text = new StringBuilder(view.Title).Append('\n');
        foreach (string sentence in view.Sentences)
        {
            text.Append(TextWrap.Wrap(sentence, Width));
        }

        var table = new TextTable("Table", "Chain", "For", "Does", "Rules", "Bytes", "Beside the one before");
        foreach (var chain in view.Chains.Take(MostChains))
        {
            table.Add(chain.Table, chain.Chain, chain.Subject, chain.Action.ToString().ToLowerInvariant(), Number(chain.Rules), Number(chain.Bytes), chain.Beside);
        }

        text.Append('\n').Append(table).Append('\n');
        if (view.Chains.Length > MostChains)
        {
            text.Append(OutcomeText.Format($"({view.Chains.Length - MostChains:N0} more chains)\n"));
        }

        AppendDifferences(text, view);
        return text.ToString().TrimEnd('\n');
    }

    private static void AppendDifferences(StringBuilder text, RestoreView view)
    {
        if (view.Sync.Before is null)
        {
            return;
        }

        int shown = 0;
        var changed = view.Chains.Where(chain => chain.Added + chain.Removed > 0).ToList();
        text.Append(changed.Count == 0 ? "\nEach line is the same as in the payload before.\n" : "\nWhat differs from the payload before:\n");
        foreach (var chain in changed)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n*{chain.Table} {chain.Chain}{(chain.Subject.Length > 0 ? $" ({chain.Subject})" : "")}\n");
            foreach (var line in chain.Lines.Where(line => line.Mark != LineMark.Same))
            {
                if (++shown > MostLines)
                {
                    text.Append("… (there is more; --payload has every line)\n");
                    return;
                }

                text.Append(line).Append('\n');
            }
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
