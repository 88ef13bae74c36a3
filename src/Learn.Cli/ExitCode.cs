namespace Learn.Cli;

/// <summary>What the command says to a script. (docs: README, "Exit codes".)</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The thing asked about is not so: a failed check, a difference.</summary>
    public const int NotSo = 1;

    /// <summary>Wrong use or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>The machine lacks something; the message says what and how to get it.</summary>
    public const int MachineLacks = 3;

    /// <summary>The program that was to be run does not exist, as shells report it.</summary>
    public const int NoSuchProgram = 127;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT, as shells report it.</summary>
    public const int Interrupted = 130;
}
