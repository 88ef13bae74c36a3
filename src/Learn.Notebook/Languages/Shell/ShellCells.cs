using Learn.Jupyter;
using Learn.Sandbox;

namespace Learn.Notebook;

/// <summary>
/// Shell commands in a host of the lab. Never on the machine itself: a host has a network of its own and sees the machine's files, so what is installed
/// here can be used there.
/// </summary>
internal sealed class ShellCells : ICellLanguage
{
    private const string Toolbox = "toolbox";

    private static readonly CellOption Timeout = new("--timeout", "SECONDS", "ends it when it takes longer");
    private static readonly CellOption[] Options = [CellOption.In, Timeout];
    private static readonly string[] NamesOfTheMachine = ["machine", "host", "localhost", "local"];

    // What a learner looks at a network with; each is only offered, nobody checks that it is installed.
    private static readonly string[] Commands = ["ip addr", "ip route", "ss -tlnp", "curl -s", "nslookup", "dig", "ping -c 1", "cat /etc/resolv.conf", "conntrack -L", "tcpdump -c 10", "nc -zv", "sysctl"];

    public string Name => "sh";

    public IReadOnlyList<string> Aliases => ["bash", "shell", "shellscript"];

    public string Summary => "shell commands in any host of the lab";

    public string Usage => "#!sh [--in HOST] [--timeout SECONDS] [--as NAME] [COMMAND]";

    public async Task<BlockResult> ExecuteAsync(BlockContext context, CancellationToken cancellationToken)
    {
        var block = context.Block;
        var given = GivenOptions.Read(block.Arguments, Options, Usage);
        var place = given.ValueOf(CellOption.In.Name) ?? Toolbox;
        if (NamesOfTheMachine.Contains(place))
        {
            throw given.Mistake($"\"{place}\" is not a host of the lab. Cells run in the lab's hosts only, never in this machine's network. Without --in it is the toolbox, a host among the pods.");
        }

        if (given.Rest.Length == 0 && string.IsNullOrWhiteSpace(block.Code))
        {
            throw given.Mistake("There is nothing to run: write commands below, or behind the options.");
        }

        var timeout = given.SecondsOf(Timeout.Name);
        var lab = await context.GetLabAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } time)
        {
            patience.CancelAfter(time);
        }

        var program = block.Selector == "bash" ? "bash" : "sh";
        using var stdout = new StreamedText(context.Output, "stdout");
        using var stderr = new StreamedText(context.Output, "stderr");
        var options = new CommandOptions { OnOutputBytes = stdout.Write, OnErrorBytes = stderr.Write, KeepOutput = block.ResultName is not null };
        try
        {
            var result = await lab.ExecAsync(place, [program, "-c", Script(block, given.Rest)], options, patience.Token);
            return result.Succeeded
                ? new BlockResult(CellResult.Done, block.ResultName is null ? null : result.OutputText.TrimEnd('\n'))
                : throw new CellException(result.Signal is { } signal ? $"{program} was ended by signal {signal}." : $"{program} ended with exit code {result.ExitCode}.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && timeout is not null)
        {
            throw new CellException($"{program} took longer than {timeout.Value.TotalSeconds:0.###} s and was ended ({Timeout.Name}).");
        }
    }

    public Task<BlockCompletion> CompleteAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var lineStart = question.IsInArguments ? 0 : question.Text.LastIndexOf('\n', Math.Max(0, question.Index - 1), question.Index) + 1;
        var word = WordAtCursor.In(question.Text[lineStart..], question.Index - lineStart).Shifted(lineStart);
        var commands = word.Before.All(each => each.StartsWith('-')) || !question.IsInArguments && word.Before.Count == 0
            ? Commands.Select(each => new CompletionMatch(each, "function"))
            : [];
        return Task.FromResult(question.IsInArguments
            ? OptionCompletion.At(word, Options, option => option == CellOption.In ? OptionCompletion.Places(question.Session) : [], commands)
            : word.Complete(commands.Concat(ServiceNames.Of(question.Session))));
    }

    public Task<InspectionResult> InspectAsync(BlockQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Task.FromResult(question.IsInArguments
            ? OptionCompletion.Explain(WordAtCursor.In(question.Text, question.Index), Options, $"{Usage}\n{Summary}")
            : InspectionResult.NotFound);
    }

    // Empty lines in front, so that the shell names lines of the cell.
    private static string Script(CellBlock block, string command) =>
        new string('\n', Math.Max(0, block.LinesBefore - 1)) + command + (block.LinesBefore > 0 || command.Length > 0 ? "\n" : "") + block.Code;
}
