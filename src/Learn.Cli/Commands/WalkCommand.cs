using System.CommandLine;
using System.Text;
using Learn.Cli.Labs;
using Learn.Netfilter;
using Learn.Proxy;
using ParseResult = System.CommandLine.ParseResult;

namespace Learn.Cli.Commands;

/// <summary><c>learn walk</c>: what the rules do to a packet, in a running lab or in a dump of any node.</summary>
internal sealed class WalkCommand : Command
{
    private readonly Argument<string?> target = new("TARGET") { Description = "The target, as with --to.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> to = new("--to") { Description = "ADDRESS:PORT[/PROTOCOL], or a Service: my-service, default/my-service:http, http://my-service.", HelpName = "TARGET" };
    private readonly Option<string?> from = new("--from") { Description = "In a dump: the source address. In a lab: toolbox (default), client, pod/NAME, node/NAME.", HelpName = "PLACE" };
    private readonly Option<string?> rules = new("--rules") { Description = "A file with the output of iptables-save, or - for standard input. Needs no lab and no privileges.", HelpName = "FILE" };
    private readonly Option<string?> protocol = new("--proto") { Description = "tcp (default), udp, sctp or icmp.", HelpName = "PROTOCOL" };
    private readonly Option<string?> inInterface = new("--in-interface", "-i") { Description = "Dump: the interface by which the packet comes in.", HelpName = "NAME" };
    private readonly Option<string?> outInterface = new("--out-interface", "-o") { Description = "Dump: the interface by which it leaves.", HelpName = "NAME" };
    private readonly Option<string?> mark = new("--mark") { Description = "Dump: the mark of the packet, for example 0x4000.", HelpName = "NUMBER" };
    private readonly Option<string?> state = new("--state") { Description = "Dump: the state of the connection: NEW (default), ESTABLISHED, RELATED, INVALID, UNTRACKED.", HelpName = "STATE" };
    private readonly Option<bool> localProcess = new("--local-process") { Description = "Dump: a process of the node sends the packet." };
    private readonly Option<string[]> localAddresses = new("--local-address") { Description = "Dump: an address of the node; may be repeated. Node ports need it.", HelpName = "ADDRESS", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> json = new("--json") { Description = "The answer as JSON." };
    private readonly Option<string?> lab = LabOption.Create();

    private WalkCommand()
        : base("walk", "Predicts what the rules do to a packet: every way it can go, with its probability. Exit code 0: something accepts it, 1: surely dropped or rejected.")
    {
        foreach (var option in (IEnumerable<Option>)[to, from, rules, protocol, inInterface, outInterface, mark, state, localProcess, localAddresses, json, lab])
        {
            Add(option);
        }

        Add(target);
    }

    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, LabConversation conversation, TextReader input)
    {
        var command = new WalkCommand();
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(command.rules) is { } file
            ? command.WalkDumpAsync(parsed, file, output, input, cancellationToken)
            : command.WalkLabAsync(parsed, conversation, cancellationToken));
        return command;
    }

    private async Task<int> WalkDumpAsync(ParseResult parsed, string file, TextWriter output, TextReader input, CancellationToken cancellationToken)
    {
        var question = new WalkQuestion
        {
            To = TargetOf(parsed),
            From = parsed.GetValue(from) ?? "",
            Protocol = parsed.GetValue(protocol),
            InInterface = parsed.GetValue(inInterface),
            OutInterface = parsed.GetValue(outInterface),
            Mark = parsed.GetValue(mark),
            State = parsed.GetValue(state),
            IsFromLocalProcess = parsed.GetValue(localProcess),
            LocalAddresses = [.. parsed.GetValue(localAddresses) ?? []],
        };
        byte[] text = file == "-"
            ? Encoding.UTF8.GetBytes(await input.ReadToEndAsync(cancellationToken))
            : await File.ReadAllBytesAsync(file, cancellationToken);
        var answer = Ask(question, text, file == "-" ? "standard input" : file);
        await output.WriteLineAsync(parsed.GetValue(json)
            ? ReadableJson.Text(WalkJson.Of(answer.Result, answer.NameOf))
            : answer.ToString());
        return answer.Result.Outcomes.Any(outcome => outcome.Verdict is WalkVerdict.Accepted or WalkVerdict.Unknown) ? ExitCode.Done : ExitCode.NotSo;
    }

    private static WalkAnswer Ask(WalkQuestion question, byte[] text, string file)
    {
        try
        {
            return question.Ask(text);
        }
        catch (RulesetParseException problem)
        {
            throw new InvalidDataException($"{file} is not what iptables-save prints.\n{string.Join('\n', problem.Errors.Take(5))}", problem);
        }
        catch (WalkQuestionException problem)
        {
            throw new InvalidDataException(problem.Message, problem);
        }
    }

    private Task<int> WalkLabAsync(ParseResult parsed, LabConversation conversation, CancellationToken cancellationToken)
    {
        var dumpOnly = ((Option[])[inInterface, outInterface, mark, state, localProcess, localAddresses]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        if (dumpOnly is not null)
        {
            throw new InvalidDataException($"{dumpOnly.Name} is for dumps (--rules FILE): a lab knows it by itself.");
        }

        var request = new LabRequest.Walk(TargetOf(parsed), parsed.GetValue(from), parsed.GetValue(protocol), parsed.GetValue(json));
        return conversation.RunAsync(parsed.GetValue(lab), request, cancellationToken);
    }

    private string TargetOf(ParseResult parsed) => parsed.GetValue(to) ?? parsed.GetValue(target)
        ?? throw new InvalidDataException("Say where the packet goes, for example: learn walk my-service, or learn walk --rules dump.txt --to 10.96.0.10:53/udp");
}
