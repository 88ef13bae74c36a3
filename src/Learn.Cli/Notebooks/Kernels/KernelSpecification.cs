using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Learn.Cli.Notebooks.Kernels;

/// <summary>The files by which Jupyter knows a kernel. (jupyter-client: "Kernel specs".)</summary>
internal sealed partial class KernelSpecification
{
    /// <summary>
    /// The usual name. Polyglot Notebooks takes a notebook for its own when the name of its kernelspec begins with <c>.net-</c>; Jupyter takes any name.
    /// </summary>
    public const string DefaultName = ".net-learn";

    /// <summary>What front ends call the kernel.</summary>
    public const string DefaultDisplayName = "Learn (C#)";

    /// <summary>The file that makes a directory a kernel's.</summary>
    public const string FileName = "kernel.json";

    /// <summary>The entry of the metadata that only we write.</summary>
    public const string Marker = "learn";

    private const string StarterName = "start.sh";

    /// <summary>The name under which front ends find it.</summary>
    public required string Name { get; init; }

    /// <summary>What front ends show.</summary>
    public string DisplayName { get; init; } = DefaultDisplayName;

    /// <summary>The program that runs .NET programs.</summary>
    public required string Host { get; init; }

    /// <summary>The learn program.</summary>
    public required string Program { get; init; }

    /// <summary>Whether Jupyter accepts a name.</summary>
    public static bool IsName(string name) => AllowedName().IsMatch(name) && name is not ("." or "..");

    /// <summary>The files, the one that makes the rest count last.</summary>
    /// <param name="directory">Where they will lie.</param>
    public IReadOnlyList<(string Name, byte[] Content)> FilesFor(string directory) =>
    [
        (StarterName, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Read(StarterName)).Replace("@HOST@", Quoted(Host), StringComparison.Ordinal).Replace("@PROGRAM@", Quoted(Program), StringComparison.Ordinal))),
        .. ((string[])["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"]).Select(name => (name, Read(name))),
        (FileName, Encoding.UTF8.GetBytes(Json(directory))),
    ];

    private string Json(string directory)
    {
        var json = new JsonObject
        {
            // By way of a script: it is 1 ms, says what to do where the program has gone, and sets what not all front ends can set.
            ["argv"] = new JsonArray("/bin/sh", Path.Combine(directory, StarterName), "{connection_file}"),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject
            {
                ["debugger"] = false,
                [Marker] = new JsonObject { ["program"] = Program, ["version"] = typeof(KernelSpecification).Assembly.GetName().Version!.ToString(3) },
            },
        };
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
    }

    private static string Quoted(string path) => $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static byte[] Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Learn.Cli.Kernel.{name}")!;
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex AllowedName();
}
