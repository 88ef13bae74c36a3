using System.CommandLine;

namespace Learn.Cli.Labs;

/// <summary>The option that says which lab is meant.</summary>
internal static class LabOption
{
    /// <summary>Makes it.</summary>
    public static Option<string?> Create() => new("--lab") { Description = "Which lab. Default: that of the variable LEARN_LAB, or the only one.", HelpName = "NAME" };
}
