namespace Learn.Jupyter.CSharp;

/// <summary>What belongs to a running cell. It flows with the cell's code into its tasks and threads, and stays theirs after the cell's end.</summary>
public sealed class CellContext
{
    private static readonly AsyncLocal<CellContext?> Ambient = new();
    private readonly CellOutputGate _gate;

    internal CellContext(string name, ICellOutput? output, CancellationToken cancellationToken)
    {
        Name = name;
        CancellationToken = cancellationToken;
        _gate = new CellOutputGate(output);
    }

    /// <summary>The context of the cell whose code is running here; outside of cells one that is never interrupted.</summary>
    public static CellContext Current => Ambient.Value ?? Outside;

    /// <summary>The cell's name, such as "cell 3"; empty outside of cells.</summary>
    public string Name { get; }

    /// <summary>Cancelled when the cell is interrupted.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Where the cell writes to. Outside of cells, and once the cell was given up, it swallows everything.</summary>
    public ICellOutput Output => _gate;

    internal static CellContext Outside { get; } = new("", null, CancellationToken.None);

    internal void Enter() => Ambient.Value = this;

    /// <summary>Lets nothing through any more.</summary>
    internal void Mute() => _gate.Close();
}
