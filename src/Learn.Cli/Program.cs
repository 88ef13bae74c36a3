using Learn.Cli;

return await LearnCommandLine.RunAsync(args, Console.Out, Console.Error);
