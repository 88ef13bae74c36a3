namespace Learn.Sandbox;

/// <summary>Sysctls of hosts, through <c>/proc/sys</c>: which namespace they belong to is decided by the thread that opens them.</summary>
/// <param name="threads">Who enters the namespaces.</param>
/// <param name="processFiles">The procfs whose <c>sys</c> can be written, if there is one; see <see cref="PrivateMemory.ProcessFiles"/>.</param>
internal sealed class Sysctls(NamespaceThreads threads, string processFiles)
{
    public Task<string?> GetAsync(HelperHost host, string key)
    {
        var path = PathOf(key);
        return threads.RunAsync(host.Network, null, () =>
        {
            try
            {
                return File.ReadAllText(path).TrimEnd('\n');
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new SandboxException($"The sysctl {key} cannot be read: {error.Message}", error);
            }
        });
    }

    /// <returns>Null if it was set, else the reason.</returns>
    public Task<string?> SetAsync(HelperHost host, string key, string value)
    {
        var path = PathOf(key);
        return threads.RunAsync(host.Network, null, () =>
        {
            try
            {
                using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.Write(handle, System.Text.Encoding.UTF8.GetBytes(value), 0);
                return null;
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                return $"there is no sysctl {key} here";
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return $"{key} = {value} is refused: {error.Message}";
            }
        });
    }

    private string PathOf(string key)
    {
        var parts = key.Split(key.Contains('/', StringComparison.Ordinal) ? '/' : '.');
        if (parts.Any(part => part is "" or "." or ".."))
        {
            throw new SandboxException($"\"{key}\" is not the name of a sysctl.");
        }

        return $"{processFiles}/sys/{string.Join('/', parts)}";
    }
}
