using System.Text;

namespace Learn.Netfilter;

/// <content>The match with the lists of addresses.</content>
internal sealed partial class RuleReader
{
    private RecentMatch? ReadRecent(OptionScan scan)
    {
        RecentOperation? operation = null;
        string? name = null;
        string? mask = null;
        uint? seconds = null;
        uint? hits = null;
        bool reap = false, destination = false, invertedMatch = false;
        while (!scan.AtEnd)
        {
            if (!scan.Next(out var option, out bool inverted))
            {
                return null;
            }

            invertedMatch |= inverted;
            if (OperationOf(option) is { } found)
            {
                operation = found;
            }
            else if (option.SequenceEqual("--name"u8) && scan.Value(out var text))
            {
                name = names.Name(text).Name;
            }
            else if (option.SequenceEqual("--mask"u8) && scan.Value(out text))
            {
                mask = Encoding.UTF8.GetString(text);
            }
            else if (option.SequenceEqual("--seconds"u8) && scan.Number(out uint number))
            {
                seconds = number;
            }
            else if (option.SequenceEqual("--hitcount"u8) && scan.Number(out number))
            {
                hits = number;
            }
            else if (option.SequenceEqual("--reap"u8))
            {
                reap = true;
            }
            else if (option.SequenceEqual("--rdest"u8) || option.SequenceEqual("--rsource"u8))
            {
                destination = option.SequenceEqual("--rdest"u8);
            }
            else
            {
                return null;
            }
        }

        mask = mask == RecentMatch.WholeAddress(family) ? null : mask;
        return operation is null
            ? null
            : new RecentMatch(operation.Value, name ?? "DEFAULT", seconds, reap, hits, mask, destination, invertedMatch);
    }

    private static RecentOperation? OperationOf(ReadOnlySpan<byte> option) => option switch
    {
        _ when option.SequenceEqual("--rcheck"u8) => RecentOperation.Check,
        _ when option.SequenceEqual("--set"u8) => RecentOperation.Set,
        _ when option.SequenceEqual("--update"u8) => RecentOperation.Update,
        _ when option.SequenceEqual("--remove"u8) => RecentOperation.Remove,
        _ => null,
    };
}
