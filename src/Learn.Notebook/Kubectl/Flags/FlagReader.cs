using System.Globalization;
using Learn.Cluster;

namespace Learn.Notebook.Kubectl;

/// <summary>Reads the words behind a command as kubectl does (spf13/pflag): flags and arguments in any order, <c>--name=value</c>, <c>-nvalue</c>, <c>-it</c>,
/// and nothing but arguments behind <c>--</c>.</summary>
internal sealed class FlagReader(string command, IReadOnlyList<Flag> flags)
{
    private readonly Dictionary<string, List<string>> values = new(StringComparer.Ordinal);
    private readonly List<string> arguments = [];

    /// <exception cref="CellException">A flag is unknown, lacks its value, or has one that it cannot have; in kubectl's words.</exception>
    public FlagValues Read(IReadOnlyList<string> words)
    {
        int? dashes = null;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word == "--")
            {
                dashes = arguments.Count;
                arguments.AddRange(words.Skip(i + 1));
                break;
            }

            var next = i + 1 < words.Count ? words[i + 1] : null;
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                i += ReadLong(word[2..], next);
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                i += ReadLetters(word, next);
            }
            else
            {
                arguments.Add(word);
            }
        }

        return new FlagValues(values, arguments, dashes);
    }

    private int ReadLong(string word, string? next)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        var flag = flags.FirstOrDefault(flag => flag.Name == name) ?? throw Unknown($"unknown flag: --{name}", name);
        if (equals >= 0)
        {
            Set(flag, word[(equals + 1)..], $"--{name}");
            return 0;
        }

        if (!flag.TakesNextWord)
        {
            Set(flag, flag.ValueWhenBare ?? "true", $"--{name}");
            return 0;
        }

        Set(flag, next ?? throw Refused($"flag needs an argument: --{name}"), $"--{name}");
        return 1;
    }

    private int ReadLetters(string word, string? next)
    {
        for (var i = 1; i < word.Length; i++)
        {
            var flag = flags.FirstOrDefault(flag => flag.Letter == word[i]) ?? throw Refused($"unknown shorthand flag: '{word[i]}' in {word}");
            var rest = word[(i + 1)..];
            var name = $"-{flag.Letter}, --{flag.Name}";
            if (rest.StartsWith('='))
            {
                Set(flag, rest[1..], name);
                return 0;
            }

            if (!flag.TakesNextWord)
            {
                Set(flag, flag.ValueWhenBare ?? "true", name);
                continue;
            }

            if (rest.Length > 0)
            {
                Set(flag, rest, name);
                return 0;
            }

            Set(flag, next ?? throw Refused($"flag needs an argument: '{word[i]}' in {word}"), name);
            return 1;
        }

        return 0;
    }

    private void Set(Flag flag, string value, string shown)
    {
        var problem = flag.Kind switch
        {
            FlagKind.Switch when value is not ("true" or "false" or "1" or "0" or "t" or "f") => $"strconv.ParseBool: parsing \"{value}\": invalid syntax",
            FlagKind.Number when !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => $"strconv.ParseInt: parsing \"{value}\": invalid syntax",
            FlagKind.Duration when GoDuration.TryParse(value) is null => $"time: invalid duration \"{value}\"",
            _ => null,
        };
        if (problem is not null)
        {
            throw Refused($"invalid argument \"{value}\" for \"{shown}\" flag: {problem}");
        }

        if (!values.TryGetValue(flag.Name, out var all))
        {
            values.Add(flag.Name, all = []);
        }

        if (flag.Kind != FlagKind.Texts)
        {
            all.Clear();
        }

        all.Add(value);
    }

    private CellException Unknown(string message, string name)
    {
        var nearest = Suggestion.Nearest(name, flags.Select(flag => flag.Name));
        return Refused(nearest is null ? message : $"{message}\nDid you mean --{nearest}?");
    }

    private CellException Refused(string message) => new($"error: {message}\nSee 'kubectl {command} --help' for usage.");
}
