namespace Learn.Machines.Tests.Containers;

/// <summary>A folder or file of the machine that is seen in a container.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Target">Where it is seen.</param>
/// <param name="IsWritable">Whether the container may change it.</param>
internal sealed record Bind(string Source, string Target, bool IsWritable = false);
