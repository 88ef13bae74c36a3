using System.CommandLine;

namespace Learn.Cli.Commands.Workshops;

/// <summary><c>learn workshop</c>: for whoever leads one.</summary>
internal static class WorkshopCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(TextWriter output, TextWriter error, TextReader input) => new("workshop", "For leaders of workshops: check a room's machines, collect progress, bring everybody to one lesson.")
    {
        WorkshopCheckCommand.Create(output, error, input),
        WorkshopCollectCommand.Create(output, error),
        WorkshopResetCommand.Create(output, error),
    };
}
