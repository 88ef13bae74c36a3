using Learn.Sandbox;

namespace Learn;

/// <content>Being spoken to from another terminal.</content>
public sealed partial class Lab
{
    private LabServer? server;

    /// <summary>The host behind the name of a place, as <see cref="ExecAsync"/> takes it.</summary>
    /// <exception cref="LabException">There is no such place; the message lists those that exist.</exception>
    internal Host FindHost(string target) => sources.Find(target).Host;

    /// <summary>Waits until what changed is in effect, and then says what was said at the change.</summary>
    internal async Task<string> AfterSettlingAsync(string said, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        return said;
    }
}
