using System.Runtime.InteropServices;
using Learn.Sandbox;

namespace Learn.Cli.Labs;

/// <summary>Signals of this process that a command in the lab is to have instead, also those that come before it has started.</summary>
internal sealed class Signals : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<int> early = [];
    private readonly List<PosixSignalRegistration> registrations;
    private RunningCommand? command;

    /// <summary>Takes the signals until disposed.</summary>
    /// <param name="signals">Each with its number on Linux.</param>
    public Signals(IEnumerable<(PosixSignal Signal, int Number)> signals)
        => registrations = [.. signals.Select(one => PosixSignalRegistration.Create(one.Signal, context =>
        {
            context.Cancel = true;
            Pass(one.Number);
        }))];

    /// <summary>Says which command is to have them.</summary>
    public void PassTo(RunningCommand started)
    {
        lock (gate)
        {
            command = started;
            early.ForEach(Pass);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private void Pass(int number)
    {
        lock (gate)
        {
            if (command is null)
            {
                early.Add(number);
            }
            else
            {
                _ = command.SignalAsync(number);
            }
        }
    }
}
