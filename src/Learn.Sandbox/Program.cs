using Learn.Sandbox;

if (HelperOptions.Parse(args) is { } options)
{
    return HelperProgram.Run(options);
}

Console.Error.WriteLine("This is the helper process of a sandbox; programs that use one start it themselves.");
return 2;
