using Learn.Sandbox;

if (args is [HelperOptions.Verb, var options])
{
    return HelperProgram.Run(HelperOptions.Parse(options));
}

Console.Error.WriteLine("This is the helper process of a sandbox; programs that use one start it themselves.");
return 2;
