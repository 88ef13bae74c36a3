using System.Globalization;
using System.Text;
using Learn.Netfilter;

namespace Learn.Proxy.Tests;

/// <summary>
/// Any number of captures with lines deleted, doubled, swapped and mixed, words replaced, numbers blown up, bytes changed and ends cut off.
/// The number of a dump is its seed: the same number is the same dump, today and tomorrow.
/// </summary>
internal static class MutatedDumps
{
    // Most are small, so that many are possible; a large one comes now and then.
    private const int SmallBytes = 4_700;
    private const int LargeEvery = 500;

    private static readonly string[] Nonsense =
    [
        "--nonsense", "-m", "-j", "-g", "-A", "-I", "-D", "-X", "!", "--", "-", "*", ":", "COMMIT", "#", "\"", "\"half a quote", "'", "\\", "0x", "0xffffffffff",
        "-1", "18446744073709551616", "99999999999999999999999999", "1e999", "NaN", "-s", "10.0.0.0/99", "::ffff:1.2.3.4", "fd00::/129", "256.1.1.1", "[0:0]",
        "[18446744073709551615:18446744073709551615]", "[", "--probability", "2.00000000000", "0.00000000001", "--every", "0", "4294967295", "--dport", "65536", "80:79",
        "--to-destination", "1.2.3.4:99999", "[fd00::1]", "--name", "ü", "\u2028", "\t", "\0", "DNAT", "MASQUERADE", "NFQUEUE", "REDIRECT", "CT", "--notrack",
        "RETURN", "DROP", "KUBE-SERVICES", "KUBE-POSTROUTING", "KUBE-MARK-DROP", "INPUT", "FORWARD", "multiport", "physdev", "recent", "--rcheck", "--update",
    ];

    private static readonly Lazy<(string Name, IpFamily Family, string[] Lines)[]> Captures = new(ReadCaptures);
    private static readonly Lazy<int> SmallCaptures = new(() => Array.FindIndex(Captures.Value, capture => capture.Lines.Sum(line => line.Length + 1) > SmallBytes));
    private static readonly Lazy<string[]> Words = new(() =>
        [.. Captures.Value.SelectMany(capture => capture.Lines).SelectMany(line => line.Split(' ')).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>The dumps with the numbers 0, 1, 2, …</summary>
    /// <param name="count">How many.</param>
    internal static IEnumerable<MutatedDump> First(int count) => Enumerable.Range(0, count).Select(Make);

    /// <summary>The dump with a number.</summary>
    internal static MutatedDump Make(int number)
    {
        var random = new Random(number);
        var captures = Captures.Value;
        var (name, family, lines) = captures[number % LargeEvery == LargeEvery - 1 ? random.Next(captures.Length) : random.Next(SmallCaptures.Value)];
        var text = new List<string>(lines);
        for (int accidents = random.Next(1, 6); accidents > 0 && text.Count > 0; accidents--)
        {
            Mutate(text, random);
        }

        return new MutatedDump(number, name, family, Damage(string.Join('\n', text) + "\n", random));
    }

    private static (string, IpFamily, string[])[] ReadCaptures()
    {
        string root = Path.GetFullPath(Path.Combine(GoldenFolder.Iptables, "..", "..", ".."));
        IEnumerable<string> files =
        [
            .. Directory.GetFiles(GoldenFolder.Iptables, "expected*tables-save", SearchOption.AllDirectories),
            .. Directory.GetFiles(Path.Combine(root, "tests", "Learn.Netfilter.Tests", "Samples"), "*.iptables-save"),
        ];
        return [.. files
            .Select(path => (
                Path.GetRelativePath(root, path),
                path.EndsWith("ip6tables-save", StringComparison.Ordinal) ? IpFamily.IPv6 : IpFamily.IPv4,
                File.ReadAllLines(path)))
            .OrderBy(capture => capture.Item3.Sum(line => line.Length + 1)).ThenBy(capture => capture.Item1, StringComparer.Ordinal)];
    }

    private static void Mutate(List<string> text, Random random)
    {
        int line = random.Next(text.Count);
        switch (random.Next(12))
        {
            case 0:
                text.RemoveAt(line);
                break;
            case 1:
                text.Insert(random.Next(text.Count), text[line]);
                break;
            case 2:
                int other = random.Next(text.Count);
                (text[line], text[other]) = (text[other], text[line]);
                break;
            case 3:
                var foreign = Captures.Value[random.Next(Captures.Value.Length)].Lines;
                text.Insert(line, foreign[random.Next(foreign.Length)]);
                break;
            case 4:
                text.RemoveRange(line, Math.Min(random.Next(1, 6), text.Count - line));
                break;
            case 5:
                text[line] += " " + text[random.Next(text.Count)];
                break;
            default:
                text[line] = MutateWords(text, line, random);
                break;
        }
    }

    private static string MutateWords(List<string> text, int line, Random random)
    {
        var words = new List<string>(text[line].Split(' '));
        int word = random.Next(words.Count);
        switch (random.Next(6))
        {
            case 0:
                words.RemoveAt(word);
                break;
            case 1:
                words.Insert(word, Nonsense[random.Next(Nonsense.Length)]);
                break;
            case 2:
                words[word] = Nonsense[random.Next(Nonsense.Length)];
                break;
            case 3:
                words[word] = string.Concat(words[word].Select(sign => char.IsAsciiDigit(sign)
                    ? random.Next(10).ToString(CultureInfo.InvariantCulture) + (random.Next(9) == 0 ? "9999999999" : "")
                    : sign.ToString()));
                break;
            case 4:
                words[word] = Words.Value[random.Next(Words.Value.Length)];
                break;
            default:
                // Most often the name of a chain that is there: jumps in circles, to built-in chains, from one table to another.
                string[] own = text[random.Next(text.Count)].Split(' ');
                words[^1] = own[Math.Min(1, own.Length - 1)].TrimStart(':');
                break;
        }

        return string.Join(' ', words);
    }

    private static byte[] Damage(string text, Random random)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        switch (random.Next(8))
        {
            case 0:
                return utf8[..random.Next(utf8.Length + 1)];
            case 1:
                for (int changes = random.Next(1, 6); changes > 0; changes--)
                {
                    utf8[random.Next(utf8.Length)] = (byte)random.Next(256);
                }

                return utf8;
            case 2:
                utf8[random.Next(utf8.Length)] = (byte)random.Next(32, 127);
                return utf8;
            default:
                return utf8;
        }
    }
}
