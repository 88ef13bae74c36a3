namespace Learn.Cli.Bench.Kernels;

/// <summary>What the script has measured: values by kernel and by what was measured.</summary>
internal sealed class KernelValues
{
    private readonly Dictionary<(string Kernel, string What), List<double>> _values = [];

    /// <summary>Adds one value.</summary>
    public void Add(string kernel, string what, double value)
        => (_values.TryGetValue((kernel, what), out var list) ? list : _values[(kernel, what)] = []).Add(value);

    /// <summary>The values in the order in which they came; empty for what was not measured.</summary>
    public IReadOnlyList<double> Of(string kernel, string what) => _values.TryGetValue((kernel, what), out var list) ? list : [];
}
