using System.Globalization;
using System.Net;

namespace Learn.Sandbox;

/// <summary>Collects the words <c>key=value</c> and <c>[FLAG]</c> of one line of conntrack's output.</summary>
internal sealed class ConntrackFields
{
    public Direction Original { get; } = new();

    public Direction Reply { get; } = new();

    public uint Mark { get; private set; }

    public ConntrackStatus Status { get; private set; }

    public uint? Id { get; private set; }

    public int Zone { get; private set; }

    /// <summary>Takes the next word.</summary>
    public void Take(string word)
    {
        if (word.StartsWith('['))
        {
            Status |= word switch
            {
                "[UNREPLIED]" => ConntrackStatus.Unreplied,
                "[ASSURED]" => ConntrackStatus.Assured,
                "[OFFLOAD]" or "[HW_OFFLOAD]" => ConntrackStatus.Offloaded,
                _ => ConntrackStatus.None,
            };
            return;
        }

        int equals = word.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return;
        }

        string key = word[..equals];
        string value = word[(equals + 1)..];

        // The second src= begins the direction of the answers.
        var direction = Reply.Source is not null || (key == "src" && Original.Source is not null) ? Reply : Original;
        if (direction.Take(key, value) || !uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
        {
            return;
        }

        switch (key)
        {
            case "mark":
                Mark = number;
                break;
            case "id":
                Id = number;
                break;
            case "zone":
                Zone = (int)number;
                break;
        }
    }

    /// <summary>What is said of one direction.</summary>
    internal sealed class Direction
    {
        private readonly Dictionary<string, ulong> _numbers = [];
        private IPAddress? _destination;

        public IPAddress? Source { get; private set; }

        public ConntrackTraffic? Traffic => _numbers.TryGetValue("packets", out ulong packets) ? new(packets, _numbers.GetValueOrDefault("bytes")) : null;

        public ConntrackTuple? ToTuple() => Source is null || _destination is null
            ? null
            : new ConntrackTuple(Source, _destination, Number("sport"), Number("dport"))
            {
                IcmpType = Number("type"),
                IcmpCode = Number("code"),
                IcmpId = Number("id"),
            };

        /// <summary>Takes a word if it belongs to a direction.</summary>
        public bool Take(string key, string value)
        {
            switch (key)
            {
                case "src" when IPAddress.TryParse(value, out var address):
                    Source = address;
                    return true;
                case "dst" when IPAddress.TryParse(value, out var address):
                    _destination = address;
                    return true;
                // An ICMP echo has an identifier, printed right behind its code; the number of the entry comes later.
                case "id" when !_numbers.ContainsKey("code") || _numbers.ContainsKey("id"):
                    return false;
                case "sport" or "dport" or "type" or "code" or "id" or "packets" or "bytes"
                    when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number):
                    _numbers[key] = number;
                    return true;
                default:
                    return false;
            }
        }

        private int? Number(string key) => _numbers.TryGetValue(key, out ulong number) ? (int)number : null;
    }
}
