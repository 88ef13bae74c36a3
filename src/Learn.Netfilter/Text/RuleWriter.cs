using System.Buffers;
using System.Text;

namespace Learn.Netfilter;

/// <summary>
/// Writes a ruleset line by line as UTF-8, without building it first. The caller is responsible for a sensible order of the lines.
/// Nothing is buffered here: after each call everything is with the output.
/// </summary>
/// <param name="output">Where the text goes.</param>
/// <param name="family">The family; it decides some defaults.</param>
/// <param name="style">How rules are written.</param>
public sealed class RuleWriter(IBufferWriter<byte> output, IpFamily family, TextStyle style)
{
    /// <summary>True if a rule that has its original text is written with that; the default. See <see cref="Rule.Verbatim"/>.</summary>
    public bool KeepsVerbatim { get; init; } = true;

    /// <summary>The text of one rule without <c>-A chain</c>, as it is put on the command line of iptables.</summary>
    /// <param name="rule">The rule; its original text is not used.</param>
    /// <param name="family">The family; it decides some defaults.</param>
    /// <param name="style">How the rule is written.</param>
    public static string ToText(Rule rule, IpFamily family, TextStyle style = TextStyle.Save)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var buffer = new ArrayBufferWriter<byte>();
        var cursor = new Utf8Cursor(buffer);
        RuleText.Write(ref cursor, rule, family, style);
        cursor.Flush();
        return buffer.WrittenCount == 0 ? "" : Encoding.UTF8.GetString(buffer.WrittenSpan[1..]);
    }

    /// <summary>Begins a table: <c>*name</c>.</summary>
    public void BeginTable(string table)
    {
        var cursor = new Utf8Cursor(output);
        cursor.WriteByte((byte)'*');
        cursor.Write(table);
        EndLine(ref cursor);
    }

    /// <summary>Writes a chain line: <c>:name policy [packets:bytes]</c>.</summary>
    /// <param name="chain">The name of the chain.</param>
    /// <param name="policy">The policy of a built-in chain; null for a user-defined one.</param>
    /// <param name="counters">The counters.</param>
    public void DeclareChain(string chain, ChainPolicy? policy = null, Counters counters = default)
    {
        var cursor = new Utf8Cursor(output);
        cursor.WriteByte((byte)':');
        cursor.Write(chain);
        cursor.Write(policy switch
        {
            null => " - "u8,
            ChainPolicy.Accept => " ACCEPT "u8,
            _ => " DROP "u8,
        });
        WriteCounters(ref cursor, counters);
        EndLine(ref cursor);
    }

    /// <summary>Writes <c>-A chain rule</c>, with counters before it if the rule has some.</summary>
    /// <param name="chain">The name of the chain.</param>
    /// <param name="rule">The rule.</param>
    public void Append(string chain, Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var cursor = new Utf8Cursor(output);
        WriteRule(ref cursor, "-A "u8, chain, 0, rule);
    }

    /// <summary>
    /// Writes <c>-A chain rule</c> for a rule that does not have to exist as an object: a generator that streams makes none.
    /// </summary>
    /// <param name="chain">The name of the chain.</param>
    /// <param name="matches">The matches, in the order of <see cref="Rule.Matches"/>.</param>
    /// <param name="target">The target; null for a rule that only counts.</param>
    public void Append(string chain, scoped ReadOnlySpan<Match> matches, Target? target)
    {
        var cursor = new Utf8Cursor(output);
        cursor.Write("-A "u8);
        cursor.Write(chain);
        RuleText.Write(ref cursor, matches, target, family, style);
        EndLine(ref cursor);
    }

    /// <summary>Writes <c>-X chain</c>.</summary>
    public void DeleteChain(string chain) => Command("-X", chain);

    /// <summary>Ends a table: <c>COMMIT</c>.</summary>
    public void Commit() => Line("COMMIT");

    internal void Line(string text)
    {
        var cursor = new Utf8Cursor(output);
        cursor.Write(text);
        EndLine(ref cursor);
    }

    internal void Line(TableLine line)
    {
        switch (line.Kind)
        {
            case TableLineKind.Append:
                Append(line.Text, line.Rule!);
                break;
            case TableLineKind.Insert or TableLineKind.Delete:
                var cursor = new Utf8Cursor(output);
                WriteRule(ref cursor, line.Kind == TableLineKind.Insert ? "-I "u8 : "-D "u8, line.Text, line.Number, line.Rule);
                break;
            case TableLineKind.New:
                Command("-N", line.Text);
                break;
            case TableLineKind.Flush:
                Command("-F", line.Text);
                break;
            case TableLineKind.DeleteChain:
                Command("-X", line.Text);
                break;
            default:
                Line(line.Text);
                break;
        }
    }

    private static void WriteCounters(ref Utf8Cursor cursor, Counters counters)
    {
        cursor.WriteByte((byte)'[');
        cursor.Write(counters.Packets);
        cursor.WriteByte((byte)':');
        cursor.Write(counters.Bytes);
        cursor.WriteByte((byte)']');
    }

    private static void EndLine(ref Utf8Cursor cursor)
    {
        cursor.WriteByte((byte)'\n');
        cursor.Flush();
    }

    private void Command(string option, string chain) => Line(chain.Length == 0 ? option : $"{option} {chain}");

    private void WriteRule(ref Utf8Cursor cursor, ReadOnlySpan<byte> command, string chain, int number, Rule? rule)
    {
        if (rule?.Counters is { } counters)
        {
            WriteCounters(ref cursor, counters);
            cursor.WriteByte((byte)' ');
        }

        cursor.Write(command);
        cursor.Write(chain);
        if (number > 0)
        {
            cursor.WriteByte((byte)' ');
            cursor.Write((ulong)number);
        }

        if (KeepsVerbatim && rule?.Verbatim is { } verbatim)
        {
            cursor.WriteByte((byte)' ');
            cursor.Write(verbatim);
        }
        else if (rule is not null)
        {
            RuleText.Write(ref cursor, rule, family, style);
        }

        EndLine(ref cursor);
    }
}
