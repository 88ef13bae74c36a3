using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Learn.Sandbox;

/// <summary>A host as the helper holds it: the handles keep its namespaces alive.</summary>
internal sealed class HelperHost(string name, int id, SafeFileHandle network) : IDisposable
{
    public string Name => name;

    /// <summary>Number that no other host of this world had or has.</summary>
    public int Id => id;

    public SafeFileHandle Network => network;

    /// <summary>Its mount namespace; null until it gets a file of its own.</summary>
    public SafeFileHandle? Mounts { get; set; }

    /// <summary>Files written into this host: path → file in memory that is mounted there.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>One at a time writes its files.</summary>
    public SemaphoreSlim FileGate { get; } = new(1, 1);

    /// <summary>Its running commands.</summary>
    public ConcurrentDictionary<HelperProcess, byte> Commands { get; } = [];

    public void Dispose()
    {
        network.Dispose();
        Mounts?.Dispose();
        FileGate.Dispose();
    }
}
