namespace Learn.Workshops.Tests.Labs;

/// <summary>Tests that need the whole machine, and run beside no other of this project.</summary>
[CollectionDefinition(nameof(MachineToItself), DisableParallelization = true)]
public sealed class MachineToItself;
