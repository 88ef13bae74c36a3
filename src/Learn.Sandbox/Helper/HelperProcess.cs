namespace Learn.Sandbox;

/// <summary>A child of the helper.</summary>
/// <param name="id">Its process id inside the world, also the number of its process group.</param>
internal sealed class HelperProcess(int id)
{
    private readonly TaskCompletionSource<CommandEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Id => id;

    public Task<CommandEnd> Ended => _ended.Task;

    /// <summary>Notes the end.</summary>
    /// <param name="status">As wait(2) gives it.</param>
    public void End(int status)
    {
        var signal = status & 0x7f;
        _ended.SetResult(signal == 0 ? new CommandEnd((status >> 8) & 0xff, null) : new CommandEnd(128 + signal, signal));
    }
}
