using Learn.Cli;
using Learn.Cli.Commands;

// A front end waits for the kernel: its command is recognised without the command line's library.
return await (KernelRunCommand.ConnectionFileIn(args) is { } file
    ? KernelRunCommand.RunAsync(file, Console.Error)
    : LearnCommandLine.RunAsync(args, Console.Out, Console.Error));
