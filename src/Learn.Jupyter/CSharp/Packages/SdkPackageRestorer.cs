using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Learn.Jupyter.CSharp;

/// <summary>
/// Fetches packages as every .NET project does: <c>dotnet restore</c> of a project that refers to them, with the user's own sources and
/// cache of packages. What came of a request is remembered, so the same request starts no program and needs no network.
/// </summary>
/// <remarks>A request without a version keeps the version that was the newest when it was made first.</remarks>
public sealed partial class SdkPackageRestorer : IPackageRestorer
{
    private readonly string cacheFolder;
    private readonly string workingDirectory;

    /// <summary>Makes the restorer.</summary>
    /// <param name="cacheFolder">Where results are remembered; made when it is first needed.</param>
    /// <param name="workingDirectory">Where relative folders among the sources start from; the current folder by default.</param>
    public SdkPackageRestorer(string cacheFolder, string? workingDirectory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(cacheFolder);
        this.cacheFolder = cacheFolder;
        this.workingDirectory = workingDirectory ?? Environment.CurrentDirectory;
    }

    /// <summary>The usual place of <see cref="SdkPackageRestorer(string, string?)"/>'s cache: <c>learn/packages</c> in the user's cache.</summary>
    public static string UsualCacheFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache) ? cache
        : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
        : Path.Combine(Path.GetTempPath(), $"learn-cache-{Environment.UserName}"),
        "learn",
        "packages");

    /// <summary>The program of the SDK.</summary>
    internal string Dotnet { get; init; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";

    /// <summary>A nuget.config to use instead of the user's; tests have their own.</summary>
    internal string? ConfigFile { get; init; }

    /// <summary>Where packages are unpacked instead of the user's usual folder; tests have their own.</summary>
    internal string? PackagesFolder { get; init; }

    /// <inheritdoc/>
    public async Task<RestoredPackages> RestoreAsync(
        IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, IProgress<string> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(packages);
        ArgumentNullException.ThrowIfNull(sources);
        ArgumentNullException.ThrowIfNull(progress);
        foreach (var package in packages.Where(package => !PackageId().IsMatch(package.Id)))
        {
            throw new PackageException($"\"{package.Id}\" cannot be a package: write  #r \"nuget: Package.Id\"  or  #r \"nuget: Package.Id, 1.2.3\".");
        }

        foreach (var package in packages.Where(package => package.Version is { } version && !PackageVersion().IsMatch(version)))
        {
            throw new PackageException($"\"{package.Version}\" is no version of {package.Id}: write one such as 1.2.3 or 1.2.*, or a range such as [1.2, 2.0).");
        }

        var project = new RestoreProject(packages, [.. sources.Select(SourceOf)]) { ConfigFile = ConfigFile, PackagesFolder = PackagesFolder };
        var memory = new RestoreMemory(cacheFolder, project.Key);
        var remembered = memory.Read();
        if (remembered is null)
        {
            progress.Report($"Fetching {string.Join(", ", packages.Select(package => package.Version is null ? package.Id : $"{package.Id} {package.Version}"))} …");
            remembered = await FetchAsync(project, packages, progress, cancellationToken).ConfigureAwait(false);
            memory.Write(remembered);
        }

        var assemblies = ProgramAssemblies.InsteadOf(remembered.Assemblies, progress).ToList();
        progress.Report($"Ready: {string.Join(", ", remembered.Names)}");
        return new RestoredPackages(assemblies, remembered.NativeLibraries);
    }

    private async Task<RestoreResult> FetchAsync(
        RestoreProject project, IReadOnlyList<PackageRequest> packages, IProgress<string> progress, CancellationToken cancellationToken)
    {
        string folder;
        try
        {
            folder = Directory.CreateDirectory(Path.Combine(cacheFolder, $"{project.Key}-{Guid.NewGuid():N}")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PackageException($"The cache of packages cannot be written: {e.Message}");
        }

        try
        {
            project.Write(folder);
            var (exitCode, lines) = await RunAsync(folder, cancellationToken).ConfigureAwait(false);
            if (exitCode != 0)
            {
                throw RestoreMessages.Failure(lines, packages);
            }

            foreach (var warning in RestoreMessages.WarningsIn(lines))
            {
                progress.Report(warning);
            }

            return AssetsFile.Read(Path.Combine(folder, "obj", "project.assets.json"), packages);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(int ExitCode, IReadOnlyList<string> Lines)> RunAsync(string folder, CancellationToken cancellationToken)
    {
        using var process = Start(folder);
        process.StandardInput.Close();
        // The SDK's own processes end with it.
        await using var killing = cancellationToken.Register(() => process.Kill(entireProcessTree: true)).ConfigureAwait(false);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return (process.ExitCode, [.. output.Split('\n'), .. (await error.ConfigureAwait(false)).Split('\n')]);
    }

    private Process Start(string folder)
    {
        var start = new ProcessStartInfo(Dotnet, ["restore", "-v:quiet", "-nologo", "-tl:off", "-nodeReuse:false", RestoreProject.FileName])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in RestoreProject.Variables(folder))
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw RestoreMessages.NoSdk();
        }
    }

    private string SourceOf(string source)
    {
        if (source.Contains(';', StringComparison.Ordinal))
        {
            throw new PackageException($"#i \"nuget: {source}\": the SDK cannot take a semicolon in the name of a source. Write one line for each source.");
        }

        if (Uri.TryCreate(source, UriKind.Absolute, out var address) && address.Scheme is "https" or "http")
        {
            return source;
        }

        var folder = Path.GetFullPath(source, workingDirectory);
        return Directory.Exists(folder) ? folder : throw new PackageException($"#i \"nuget: {source}\": there is no such folder, and it is no address that begins with https://.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PackageId();

    [GeneratedRegex(@"^(?:\*(?:-\*)?|[0-9]+(?:\.(?:[0-9]+|\*)){0,3}(?:-[0-9A-Za-z.*-]+)?(?:\+[0-9A-Za-z.-]+)?|[\[(][0-9A-Za-z.,*+ -]*[\])])\z", RegexOptions.CultureInvariant)]
    private static partial Regex PackageVersion();
}
