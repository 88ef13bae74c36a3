using Learn.Jupyter;
using Learn.Jupyter.Tests;
using Learn.Jupyter.Tests.Talk;
using Xunit.MicrosoftTestingPlatform;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

if (args is [KernelChild.Verb, var file])
{
    await KernelProcess.RunAsync(file, new EchoLanguage(), KernelChild.Info);
    return 0;
}

return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
