using System.Text;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Sends what is written to the console to the cell whose code writes it, also from a task that outlives its cell. What no cell writes
/// goes where it went before.
/// </summary>
public static class ConsoleCapture
{
    private static readonly Lock Gate = new();
    private static bool _isInstalled;

    /// <summary>Takes over <see cref="Console.Out"/>, <see cref="Console.Error"/> and <see cref="Console.In"/> of the process, once.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (_isInstalled)
            {
                return;
            }

            Console.SetOut(new CellWriter(Console.Out, isError: false));
            Console.SetError(new CellWriter(Console.Error, isError: true));
            Console.SetIn(new CellReader(Console.In));
            _isInstalled = true;
        }
    }

    private sealed class CellWriter(TextWriter outside, bool isError) : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

        public override void Write(string? value)
        {
            if (value is null)
            {
                return;
            }

            var context = CellContext.Current;
            if (context == CellContext.Outside)
            {
                outside.Write(value);
            }
            else
            {
                context.Output.WriteStream(isError ? "stderr" : "stdout", value);
            }
        }

        public override void WriteLine() => Write("\n");

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));

        // The base class would write on a pool thread; the cell's order is kept by writing at once.
        public override Task WriteAsync(char value) => Done(() => Write(value));

        public override Task WriteAsync(string? value) => Done(() => Write(value));

        public override Task WriteLineAsync(string? value) => Done(() => WriteLine(value));

        public override Task WriteLineAsync() => Done(WriteLine);

        public override void Flush()
        {
            if (CellContext.Current == CellContext.Outside)
            {
                outside.Flush();
            }
        }

        private static Task Done(Action write)
        {
            write();
            return Task.CompletedTask;
        }
    }

    /// <summary>Lets <see cref="Console.ReadLine"/> in a cell ask the learner.</summary>
    private sealed class CellReader(TextReader outside) : TextReader
    {
        private string _rest = "";

        public override string? ReadLine()
        {
            var context = CellContext.Current;
            return context == CellContext.Outside
                ? outside.ReadLine()
                : context.Output.RequestInputAsync("", isPassword: false, context.CancellationToken).GetAwaiter().GetResult();
        }

        public override int Read()
        {
            if (CellContext.Current == CellContext.Outside)
            {
                return outside.Read();
            }

            _rest = _rest.Length > 0 ? _rest : ReadLine() + "\n";
            var first = _rest[0];
            _rest = _rest[1..];
            return first;
        }

        public override int Peek() => CellContext.Current == CellContext.Outside ? outside.Peek() : _rest.Length > 0 ? _rest[0] : -1;
    }
}
