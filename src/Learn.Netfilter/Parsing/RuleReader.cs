using System.Runtime.InteropServices;
using System.Text;

namespace Learn.Netfilter;

/// <summary>Reads rules: the options of the rule itself here, those of matches and targets in the other parts.</summary>
internal sealed partial class RuleReader(IpFamily family, NameTable names)
{
    private readonly List<Match> _matches = [];
    private readonly List<(int Place, IpProtocol Protocol)> _protocols = [];
    private readonly List<TransportDraft> _transports = [];
    private Word[] _words = new Word[64];
    private Target? _target;

    /// <summary>The style of the text, as far as it is known.</summary>
    internal TextStyle? Style { get; set; }

    /// <summary>Reads what stands after <c>-A chain</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="error">Why there is no rule.</param>
    /// <returns>The rule, or null if the text is none.</returns>
    internal Rule? Read(ReadOnlySpan<byte> text, out RuleError error)
    {
        _matches.Clear();
        _protocols.Clear();
        _transports.Clear();
        _target = null;
        int count = Word.Split(text, ref _words);
        if (count < 0)
        {
            error = new(text.Length, "a closing quote");
            return null;
        }

        var words = _words.AsSpan(0, count);
        int position = 0;
        while (position < count)
        {
            int start = position;
            bool inverted = words[position].Value(text).SequenceEqual("!"u8);
            if (inverted && ++position == count)
            {
                error = new(text.Length, "an option after \"!\"");
                return null;
            }

            var word = words[position].Value(text);
            var option = Classify(word);
            if (option is not (RuleOption.None or RuleOption.Other) && position + 1 == count)
            {
                error = new(text.Length, $"a value for {Encoding.UTF8.GetString(word)}");
                return null;
            }

            int end = option is RuleOption.None or RuleOption.Other or RuleOption.Match or RuleOption.Jump or RuleOption.Goto
                ? EndOfExtension(text, words, position + 1)
                : position + 2;
            if (option == RuleOption.Jump && end > position + 2 && BeginsWithPorts(text, words[(position + 2)..end]))
            {
                end = position + 2;
            }

            if (!TryRead(option, inverted, text, words[position..end]))
            {
                KeepUnknown(option, text, words[start..end]);
            }

            position = end;
        }

        error = default;
        AddProtocolsAndTransports();
        return new Rule(ImmutableCollectionsMarshal.AsImmutableArray(_matches.ToArray()), _target);
    }

    private static RuleOption Classify(ReadOnlySpan<byte> word)
    {
        if (word.Length < 2 || word[0] != '-')
        {
            return RuleOption.None;
        }

        if (word.Length == 2)
        {
            return word[1] switch
            {
                (byte)'m' => RuleOption.Match,
                (byte)'j' => RuleOption.Jump,
                (byte)'g' => RuleOption.Goto,
                (byte)'s' => RuleOption.Source,
                (byte)'d' => RuleOption.Destination,
                (byte)'i' => RuleOption.InInterface,
                (byte)'o' => RuleOption.OutInterface,
                (byte)'p' => RuleOption.Protocol,
                (byte)'f' or (byte)'c' or (byte)'4' or (byte)'6' => RuleOption.Other,
                _ => RuleOption.None,
            };
        }

        return word.Length switch
        {
            5 => word.SequenceEqual("--src"u8) ? RuleOption.Source : word.SequenceEqual("--dst"u8) ? RuleOption.Destination : default,
            6 => word.SequenceEqual("--jump"u8) ? RuleOption.Jump : word.SequenceEqual("--goto"u8) ? RuleOption.Goto : default,
            7 => word.SequenceEqual("--match"u8) ? RuleOption.Match : default,
            8 => word.SequenceEqual("--source"u8) ? RuleOption.Source : default,
            10 => word.SequenceEqual("--protocol"u8) ? RuleOption.Protocol
                : word.SequenceEqual("--fragment"u8) ? RuleOption.Other : default,
            13 => word.SequenceEqual("--destination"u8) ? RuleOption.Destination : default,
            14 => word.SequenceEqual("--in-interface"u8) ? RuleOption.InInterface
                : word.SequenceEqual("--set-counters"u8) ? RuleOption.Other : default,
            15 => word.SequenceEqual("--out-interface"u8) ? RuleOption.OutInterface : default,
            _ => default,
        };
    }

    /// <summary>Where the next option of the rule itself stands; a <c>!</c> before it belongs to it.</summary>
    private static int EndOfExtension(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words, int position)
    {
        int freeText = -1;
        for (int index = position; index < words.Length; index++)
        {
            if (words[index].Quoting != WordQuoting.None)
            {
                continue;
            }

            var word = words[index].Value(text);
            if (Classify(word) != RuleOption.None)
            {
                bool inverted = index - 1 > Math.Max(position - 1, freeText) && words[index - 1].Value(text).SequenceEqual("!"u8);
                return inverted ? index - 1 : index;
            }

            // Free text may look like an option.
            if (word.SequenceEqual("--comment"u8) || word.SequenceEqual("--log-prefix"u8))
            {
                freeText = ++index;
            }
        }

        return words.Length;
    }

    private static string Printed(ReadOnlySpan<byte> text, ReadOnlySpan<Word> words) =>
        Encoding.UTF8.GetString(text[words[0].Start..(words[^1].Start + words[^1].Length)]);

    private bool TryRead(RuleOption option, bool inverted, ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        switch (option)
        {
            case RuleOption.Match when !inverted && words.Length > 1:
                return TryReadMatch(text, words);
            case RuleOption.Jump when !inverted && words.Length > 1:
                return TryReadTarget(text, words);
            case RuleOption.Goto when !inverted && words.Length == 2:
                _target = new GotoTarget(names.Name(words[1].Value(text)).Name);
                return true;
            case RuleOption.Source:
                return TryReadAddress(words[1].Value(text), out var source) && Add(new SourceMatch(source, inverted));
            case RuleOption.Destination:
                return TryReadAddress(words[1].Value(text), out var destination) && Add(new DestinationMatch(destination, inverted));
            case RuleOption.InInterface:
                return Add(new InInterfaceMatch(names.Name(words[1].Value(text)).Name, inverted));
            case RuleOption.OutInterface:
                return Add(new OutInterfaceMatch(names.Name(words[1].Value(text)).Name, inverted));
            case RuleOption.Protocol:
                return TryReadProtocol(words[1].Value(text), inverted);
            case RuleOption.None:
                return TryReadImplicitPorts(inverted, text, words);
            default:
                return false;
        }
    }

    private void KeepUnknown(RuleOption option, ReadOnlySpan<byte> text, ReadOnlySpan<Word> words)
    {
        if (option == RuleOption.Jump && words.Length > 1 && _target is null)
        {
            _target = new UnknownTarget(Printed(text, words[1..]));
        }
        else
        {
            _matches.Add(new UnknownMatch(Printed(text, words)));
        }
    }

    private bool Add(Match match)
    {
        _matches.Add(match);
        return true;
    }

    private bool TryReadAddress(ReadOnlySpan<byte> text, out AddressPattern address)
    {
        if (!AddressPattern.TryRead(text, out address) || address.Family != family)
        {
            return false;
        }

        // iptables-save writes /32 behind every host; in a payload it is worth keeping, as are the capitals of an endpoint.
        Span<byte> normal = stackalloc byte[64];
        bool isSave = normal[..address.WriteSave(normal)].SequenceEqual(text) && (Style != TextStyle.Restore || !address.IsHost);
        if (!isSave && !normal[..address.WriteNormal(normal)].SequenceEqual(text))
        {
            address = address.WithLiteral(Encoding.UTF8.GetString(text));
        }

        return true;
    }
}
