using System.IO.Compression;
using System.Reflection;
using System.Text;
using Plotly.NET;

namespace Learn;

/// <summary>
/// plotly.js in the very version that Plotly.NET writes its charts for: the package brings it along, under the MIT licence, so that
/// nothing has to be fetched.
/// </summary>
public static class PlotlyLibrary
{
    private const string Prefix = "Plotly.NET.plotly-";
    private const string ScriptSuffix = ".min.js";
    private const string LicenseSuffix = ".min.js.LICENSE.txt";

    private static readonly Lazy<string> Compressed = new(Compress);

    /// <summary>The version, such as "2.28.0".</summary>
    /// <exception cref="InvalidOperationException">The package does not bring plotly.js along.</exception>
    public static string Version => ResourceName(ScriptSuffix)[Prefix.Length..^ScriptSuffix.Length];

    /// <summary>The script, as text of some 3.6 MB.</summary>
    /// <exception cref="InvalidOperationException">The package does not bring plotly.js along.</exception>
    public static string ReadScript() => Read(ScriptSuffix);

    /// <summary>The copyright notices of what plotly.js has built in.</summary>
    /// <exception cref="InvalidOperationException">The package does not bring plotly.js along.</exception>
    public static string ReadNotices() => Read(LicenseSuffix);

    /// <summary>The script as gzip in base64, some 1.5 MB: a page unpacks it with the browser's DecompressionStream.</summary>
    internal static string CompressedScript => Compressed.Value;

    private static string Compress()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(ReadScript()));
        }

        return Convert.ToBase64String(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    private static string Read(string suffix)
    {
        using var reader = new StreamReader(Package.GetManifestResourceStream(ResourceName(suffix))!, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Assembly Package => typeof(GenericChart).Assembly;

    private static string ResourceName(string suffix)
        => Package.GetManifestResourceNames().SingleOrDefault(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(suffix, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"Plotly.NET {Package.GetName().Version} has no resource {Prefix}*{suffix}.");
}
