using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Learn.Jupyter.CSharp;

/// <summary>What the engine writes into the loops, functions and awaits of cells, so that they can be interrupted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellCheck
{
    // Most loops run in sessions that were never interrupted: they pay for one read of a field, not for an AsyncLocal.
    private static volatile bool _anyInterrupt;

    /// <summary>Stands at the start of a loop's body, and before a goto.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Loop()
    {
        if (_anyInterrupt)
        {
            Stop();
        }
    }

    /// <summary>Stands at the start of a function's body.</summary>
    /// <exception cref="CellInterruptedException">The cell was interrupted.</exception>
    /// <exception cref="InsufficientExecutionStackException">The function calls itself too deeply; an overflow would end the process.</exception>
    public static void Call()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_anyInterrupt)
        {
            Stop();
        }
    }

    /// <summary>Stands around what is awaited.</summary>
    /// <param name="task">The task that the cell awaits.</param>
    /// <returns>The same task, or one that also ends when the cell is interrupted.</returns>
    public static Task Await(Task task)
    {
        var token = CellContext.Current.CancellationToken;
        return task is null || task.IsCompleted || !token.CanBeCanceled ? task! : task.WaitAsync(token);
    }

    /// <inheritdoc cref="Await(Task)"/>
    /// <typeparam name="T">The type of the task's result.</typeparam>
    public static Task<T> Await<T>(Task<T> task)
    {
        var token = CellContext.Current.CancellationToken;
        return task is null || task.IsCompleted || !token.CanBeCanceled ? task! : task.WaitAsync(token);
    }

    /// <inheritdoc cref="Await(Task)"/>
    public static ValueTask Await(ValueTask task) =>
        task.IsCompleted || !CellContext.Current.CancellationToken.CanBeCanceled ? task : new(Await(task.AsTask()));

    /// <inheritdoc cref="Await{T}(Task{T})"/>
    public static ValueTask<T> Await<T>(ValueTask<T> task) =>
        task.IsCompleted || !CellContext.Current.CancellationToken.CanBeCanceled ? task : new(Await(task.AsTask()));

    internal static void Arm() => _anyInterrupt = true;

    private static void Stop()
    {
        var token = CellContext.Current.CancellationToken;
        if (token.IsCancellationRequested)
        {
            throw new CellInterruptedException(token);
        }
    }
}
