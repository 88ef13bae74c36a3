namespace Learn.Proxy;

/// <summary>A number that goes up and down.</summary>
public sealed class Gauge
{
    private double _value;

    /// <summary>The number.</summary>
    public double Value => Volatile.Read(ref _value);

    /// <summary>Sets the number.</summary>
    public void Set(double value) => Volatile.Write(ref _value, value);

    /// <summary>Adds one.</summary>
    public void Increment() => Set(Value + 1);
}
