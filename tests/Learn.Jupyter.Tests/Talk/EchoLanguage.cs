namespace Learn.Jupyter.Tests.Talk;

/// <summary>A language of commands, one per line, for conversations with a kernel.</summary>
internal sealed class EchoLanguage : INotebookLanguage
{
    private int running;

    public LanguageInfo Info { get; } = new("echo", "1.0", "text/plain", ".txt") { PygmentsLexer = "text" };

    public bool RunsCellsSideBySide { get; init; }

    /// <summary>Released by each cell that comes to its <c>wait</c>.</summary>
    public SemaphoreSlim Waiting { get; } = new(0);

    /// <summary>Lets the task that a <c>later</c> has left behind write its text.</summary>
    public TaskCompletionSource Later { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The requests in their order.</summary>
    public List<CellRequest> Requests { get; } = [];

    public async Task<CellResult> ExecuteAsync(CellRequest request, ICellOutput output, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref running) > 1 && !RunsCellsSideBySide)
        {
            throw new InvalidOperationException("two cells at once");
        }

        try
        {
            Requests.Add(request);
            var result = CellResult.Done;
            foreach (var line in request.Code.Split('\n'))
            {
                var words = line.Split(' ', 2);
                result = await RunAsync(words[0], words.Length > 1 ? words[1] : string.Empty, output, cancellationToken);
            }

            return result;
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public Task<CellResult> EvaluateAsync(string expression, CancellationToken cancellationToken) => Task.FromResult(expression switch
    {
        "bad" => CellResult.Failed("Bad", "no such thing", ["Bad: no such thing"]),
        "throw" => throw new InvalidOperationException("thrown by an expression"),
        _ => CellResult.Ok(MimeBundle.Text(expression)),
    });

    public Task<CompletionResult> CompleteAsync(string code, int cursorPosition, CancellationToken cancellationToken) =>
        Task.FromResult(new CompletionResult([new("echo", "keyword", "echo TEXT"), new("err")], 0, cursorPosition));

    public Task<InspectionResult> InspectAsync(string code, int cursorPosition, int detailLevel, CancellationToken cancellationToken) =>
        Task.FromResult(code.StartsWith("echo", StringComparison.Ordinal)
            ? new InspectionResult(MimeBundle.Text($"echo TEXT, detail {detailLevel}"))
            : InspectionResult.NotFound);

    public Task<CompletenessResult> IsCompleteAsync(string code, CancellationToken cancellationToken) => Task.FromResult(code switch
    {
        "more" => new CompletenessResult(Completeness.Incomplete, "  "),
        "never" => new CompletenessResult(Completeness.Invalid),
        "throw" => throw new InvalidOperationException("thrown by the language"),
        _ => new CompletenessResult(Completeness.Complete),
    });

    private async Task<CellResult> RunAsync(string command, string text, ICellOutput output, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case "echo":
                return CellResult.Ok(MimeBundle.Text(text));
            case "out" or "err":
                output.WriteStream("std" + command, text);
                return CellResult.Done;
            case "chars":
                for (var number = 0; number < int.Parse(text, System.Globalization.CultureInfo.InvariantCulture); number++)
                {
                    output.WriteStream("stdout", "x");
                }

                return CellResult.Done;
            case "halves":
                output.WriteStream("stdout", "a" + text[0]);
                await Task.Delay(200, cancellationToken);
                output.WriteStream("stdout", text[1..]);
                return CellResult.Done;
            case "flood":
                var line = new string('x', 4095) + "\n";
                for (var left = long.Parse(text, System.Globalization.CultureInfo.InvariantCulture); left > 0; left -= line.Length)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    output.WriteStream("stdout", line);
                }

                return CellResult.Done;
            case "show":
                output.Display(new DisplayData(MimeBundle.Text(text)) { DisplayId = "one" });
                return CellResult.Done;
            case "change":
                output.UpdateDisplay(new DisplayData(MimeBundle.Text(text)) { DisplayId = "one" });
                return CellResult.Done;
            case "clear":
                output.ClearOutput(wait: true);
                return CellResult.Done;
            case "ask" or "password":
                return CellResult.Ok(MimeBundle.Text(await output.RequestInputAsync(text, command == "password", CancellationToken.None)));
            case "wait":
                Waiting.Release();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return CellResult.Done;
            case "hang":
                Waiting.Release();
                cancellationToken.WaitHandle.WaitOne();
                cancellationToken.ThrowIfCancellationRequested();
                return CellResult.Done;
            case "stuck":
                output.WriteStream("stdout", "stuck");
                Thread.Sleep(Timeout.Infinite);
                return CellResult.Done;
            case "child":
                using (var child = System.Diagnostics.Process.Start("sh", ["-c", text]))
                {
                    await child.WaitForExitAsync(cancellationToken);
                }

                return CellResult.Done;
            case "later":
                _ = Later.Task.ContinueWith(_ => output.WriteStream("stdout", text), TaskScheduler.Default);
                return CellResult.Done;
            case "fail":
                return CellResult.Failed("Failure", text, ["Failure: " + text]);
            case "throw":
                throw new InvalidOperationException(text);
            default:
                return CellResult.Done;
        }
    }
}
