using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn distribution</c>: sends requests in a running lab and analyses who answered.</summary>
internal static class DistributionCommand
{
    private const int DefaultCount = 1000;

    private static readonly TimeSpan QuietWait = TimeSpan.FromSeconds(2);

    /// <summary>Makes it.</summary>
    public static Command Create(LabConversation conversation, TextWriter error)
    {
        var url = new Argument<string>("URL") { Description = "What curl fetches: http://my-service." };
        var count = NumberOption.Create("--count", "Number of requests from each place,", 1, 1_000_000, DefaultCount);
        count.Aliases.Add("-n");
        var from = new Option<string[]>("--from") { Description = "Where curl runs: toolbox, client, node/NAME, pod/NAME. Several times to compare places.", HelpName = "HOST", DefaultValueFactory = _ => [] };
        var power = Number("--power", "In which share of all runs a deviation shall be noticed, such as 0.9.", 0.9);
        var deviation = Number("--deviation", "The deviation that is asked about, in percent of an end's own share, such as 10.", 10);
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var lab = LabOption.Create();
        var command = new Command("distribution", "Sends requests and analyses who answered: exact intervals, tests, what so many requests can show, round robin or not.")
        {
            url, count, from, power, deviation, json, lab,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new LabRequest.Analyse(
                parsed.GetRequiredValue(url), parsed.GetValue(count), parsed.GetValue(from) ?? [], parsed.GetValue(power), parsed.GetValue(deviation) / 100, parsed.GetValue(json));
            var remote = await LabChoice.FindAsync(parsed.GetValue(lab), cancellationToken);
            var reply = await AskAsync(remote, request, error, cancellationToken);
            await conversation.PrintAsync(reply);
            return reply.ExitCode;
        });
        return command;
    }

    private static async Task<LabReply> AskAsync(RemoteLab lab, LabRequest.Analyse request, TextWriter error, CancellationToken cancellationToken)
    {
        var answer = lab.AskAsync(request, cancellationToken);
        if (await Task.WhenAny(answer, Task.Delay(QuietWait, cancellationToken)) != answer && !cancellationToken.IsCancellationRequested)
        {
            string places = request.From.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" from each of {request.From.Count} places") : "";
            await error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Sending {request.Count:N0} requests{places} … (Ctrl-C stops them.)"));
        }

        return await answer;
    }

    private static Option<double> Number(string name, string description, double value) => new(name)
    {
        Description = description,
        HelpName = "X",
        DefaultValueFactory = _ => value,
        CustomParser = result => Parse(result, name, value),
    };

    private static double Parse(ArgumentResult result, string name, double value)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
        {
            return number;
        }

        result.AddError($"{name} takes a number such as {value.ToString(CultureInfo.InvariantCulture)}, not '{text}'.");
        return value;
    }
}
