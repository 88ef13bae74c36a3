using System.Globalization;
using System.Net.Sockets;

namespace Learn.Notebook;

/// <summary>One line of a <c>#!curl</c> cell, read.</summary>
/// <param name="Request">What it asks for.</param>
/// <param name="ShowsHeaders">Whether the answer's headers are to be seen (<c>-i</c>, <c>-I</c>).</param>
/// <param name="ShowsBody">Whether its body is.</param>
/// <param name="Fails">Whether a failed request fails the cell (<c>-f</c>).</param>
/// <param name="Analyses">Whether the analysis is shown instead of the distribution (<c>--analyse</c>).</param>
internal sealed record CurlLine(CurlRequest Request, bool ShowsHeaders, bool ShowsBody, bool Fails, bool Analyses)
{
    public const string Usage = "#!curl [-n COUNT] [--from HOST] [--rate N] [--parallel N] [--duration SECONDS] [--analyse] [--as NAME] [CURL OPTIONS] URL";

    /// <summary>Whether it is a single request, of which the answer is shown and not a distribution.</summary>
    public bool IsSingle => Request is { Count: 1, Duration: null } && !Analyses;

    /// <summary>Reads a line.</summary>
    /// <exception cref="CellException">It has a mistake.</exception>
    public static CurlLine Read(string line)
    {
        var words = CommandWords.Split(line).Select(word => word.Text).ToList();
        if (words is ["curl", ..])
        {
            words.RemoveAt(0);
        }

        var reading = new Reading();
        for (var i = 0; i < words.Count; i++)
        {
            i = reading.Take(words, i);
        }

        return reading.Finish();
    }

    private static CellException Mistake(string message) => new($"{message}\nUsage: {Usage}");

    private sealed class Reading
    {
        private readonly List<string> extra = [];
        private readonly List<string> headers = [];
        private CurlRequest request = new() { Url = "" };
        private bool include;
        private bool head;
        private bool fails;
        private bool analyses;

        /// <summary>Takes the word at a place, with its value; gives the place of the last word taken.</summary>
        public int Take(List<string> words, int at)
        {
            var word = words[at];
            if (!word.StartsWith('-') || word == "-")
            {
                SetUrl(word);
                return at;
            }

            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                var (name, value) = word.Split('=', 2) is [var before, var behind] ? (before, behind) : (word, null);
                var option = CurlOption.Find(name) ?? throw Unknown(name);
                if (option.Value is not null && value is null)
                {
                    value = ++at < words.Count ? words[at] : throw Mistake($"{name} needs a value: {name} {option.Value}.");
                }

                Set(option, name, value);
                return at;
            }

            // Short ones may stand together, and a value directly behind its letter: -sS, -n300, -XPOST.
            for (var i = 1; i < word.Length; i++)
            {
                var name = $"-{word[i]}";
                var option = CurlOption.Find(name) ?? throw Unknown(name);
                if (option.Value is null)
                {
                    Set(option, name, null);
                    continue;
                }

                var value = i + 1 < word.Length ? word[(i + 1)..] : ++at < words.Count ? words[at] : throw Mistake($"{name} needs a value: {name} {option.Value}.");
                Set(option, name, value);
                break;
            }

            return at;
        }

        public CurlLine Finish()
        {
            if (request.Url.Length == 0)
            {
                throw Mistake("A URL is needed, for example http://my-service.");
            }

            request = request with { Headers = [.. headers], ExtraArguments = [.. extra] };
            var line = new CurlLine(request, include || head, !head, fails, analyses);
            line = line with { Request = request with { KeepBodies = line.IsSingle } };
            return line.Request.Validate() is { } problem ? throw Mistake(problem) : line;
        }

        private void Set(CurlOption option, string name, string? value)
        {
            switch (option.Name)
            {
                case "--count": request = request with { Count = Number(name, value!) }; break;
                case "--from": request = request with { From = value }; break;
                case "--duration": request = request with { Duration = Seconds(name, value!) }; break;
                case "--rate": request = request with { RequestsPerSecond = Rate(name, value!) }; break;
                case "--parallel": request = request with { Concurrency = Number(name, value!) }; break;
                case "--keep-alive": request = request with { KeepAlive = true }; break;
                case "--nat": request = request with { WithNat = true }; break;
                case "--header": headers.Add(value!); break;
                case "--ipv4": request = request with { Family = AddressFamily.InterNetwork }; break;
                case "--ipv6": request = request with { Family = AddressFamily.InterNetworkV6 }; break;
                case "--http1.1": request = request with { HttpVersion = CurlHttpVersion.Http11 }; break;
                case "--http2-prior-knowledge": request = request with { HttpVersion = CurlHttpVersion.Http2PriorKnowledge }; break;
                case "--connect-timeout": request = request with { ConnectTimeout = Seconds(name, value!) }; break;
                case "--max-time": request = request with { RequestTimeout = Seconds(name, value!) }; break;
                case "--url": SetUrl(value!); break;
                case "--silent" or "--show-error": break;
                case "--include": include = true; break;
                case "--analyse": analyses = true; break;
                default:
                    head |= option.Name == "--head";
                    fails |= option.Name == "--fail";
                    extra.AddRange(value is null ? [option.Name] : [option.Name, value]);
                    break;
            }
        }

        private void SetUrl(string url) =>
            request = request.Url.Length == 0 ? request with { Url = url } : throw Mistake($"There are two URLs, {request.Url} and {url}: each line of a cell asks one.");

        private static CellException Unknown(string name) => Mistake(
            name is "-o" or "--output" or "-w" or "--write-out" or "-v" or "--verbose" or "-K" or "--config" or "-:" or "--next" or "-g" or "--globoff"
                ? $"{name} cannot be used here, because the lab reads curl's answers itself. {(name is "-v" or "--verbose" ? "-i shows headers; " : "")}\"#!sh\" runs curl as it is."
                : $"The option {name} is not known here. The lab's own are {string.Join(", ", CurlOption.Own.Select(own => own.Name))}; of curl's the common ones are passed on. "
                    + "\"#!sh\" runs curl as it is.");

        private static int Number(string name, string text) => int.TryParse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Mistake($"{name} is \"{text}\"; it must be a whole number.");

        private static TimeSpan Seconds(string name, string text) =>
            double.TryParse(text.EndsWith('s') ? text[..^1] : text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6
                ? TimeSpan.FromSeconds(seconds)
                : throw Mistake($"{name} is \"{text}\"; it must be a number of seconds above 0, such as 10 or 0.5.");

        // curl itself writes 5/s.
        private static int Rate(string name, string text) => Number(name, text.EndsWith("/s", StringComparison.Ordinal) ? text[..^2] : text);
    }
}
