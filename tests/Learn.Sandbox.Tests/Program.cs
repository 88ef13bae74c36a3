using Learn.Sandbox.Tests;
using Xunit.MicrosoftTestingPlatform;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

return args is [ChildProgram.Verb, ..]
    ? await ChildProgram.RunAsync(args[1..])
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
