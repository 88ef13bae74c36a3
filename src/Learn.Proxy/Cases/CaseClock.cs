namespace Learn.Proxy;

/// <summary>A clock that stands still until it is set. A case that waits for a minute takes no minute with it.</summary>
/// <param name="start">The time at which it stands first.</param>
public sealed class CaseClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start.ToUniversalTime();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Sets it; an earlier time than now is ignored.</summary>
    public void AdvanceTo(DateTimeOffset moment)
    {
        if (moment > _now)
        {
            _now = moment.ToUniversalTime();
        }
    }
}
