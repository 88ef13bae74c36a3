using System.Runtime.InteropServices;

namespace Learn.Sandbox;

/// <summary>Where the helper's program is: this assembly, run by the same .NET as the caller.</summary>
internal static class HelperFiles
{
    /// <summary>The command that runs the helper, without its arguments.</summary>
    /// <exception cref="SandboxException">A file is missing.</exception>
    public static IReadOnlyList<string> Command()
    {
        var assembly = typeof(HelperFiles).Assembly.Location;
        var configuration = Path.ChangeExtension(assembly, ".runtimeconfig.json");
        if (assembly.Length == 0 || !File.Exists(configuration))
        {
            throw new SandboxException($"The helper process cannot be started: there is no {(assembly.Length == 0 ? "file of the assembly Learn.Sandbox" : configuration)}.");
        }

        return [DotNet(), assembly];
    }

    private static string DotNet()
    {
        // …/shared/Microsoft.NETCore.App/10.0.0/ is inside the directory that has the dotnet program.
        var beside = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        if (File.Exists(beside))
        {
            return beside;
        }

        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host && File.Exists(host)
            ? host
            : Programs.Find("dotnet", Programs.SearchPath(Environment.GetEnvironmentVariable("PATH")))
                ?? throw new SandboxException("The helper process cannot be started: the program dotnet is not found.");
    }
}
