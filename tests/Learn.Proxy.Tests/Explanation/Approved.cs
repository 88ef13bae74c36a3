using System.Runtime.CompilerServices;

namespace Learn.Proxy.Tests;

/// <summary>Texts that were read and approved, one file each. <c>LEARN_ACCEPT=1</c> writes what comes now; what has changed is then seen in the diff.</summary>
internal static class Approved
{
    internal static void Check(string folder, string name, string text, [CallerFilePath] string here = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(here)!, "..", folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("LEARN_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing; LEARN_ACCEPT=1 writes it.");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
