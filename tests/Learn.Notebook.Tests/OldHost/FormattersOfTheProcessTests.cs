namespace Learn.Notebook.Tests.OldHost;

/// <summary>The script registers formatters for the whole process: nothing else runs beside its tests.</summary>
[CollectionDefinition(ExtensionScriptTests.Collection, DisableParallelization = true)]
public sealed class FormattersOfTheProcessTests;
