namespace Learn.Sandbox;

/// <summary>Gives hosts files of their own: each such host has a mount namespace in which a file in memory is mounted over the path.</summary>
internal sealed class HostFiles(NamespaceThreads threads, PrivateMemory memory)
{
    /// <summary>Writes a file that only this host sees.</summary>
    /// <returns>Null if it was written; where mounts are refused, the reason.</returns>
    public async Task<string?> WriteAsync(HelperHost host, string path, string content)
    {
        if (memory.Directory is not { } directory)
        {
            return memory.Refusal;
        }

        if (!Path.IsPathRooted(path) || path.EndsWith('/') || path.Split('/').Contains(".."))
        {
            throw new SandboxException($"\"{path}\" is not the absolute path of a file.");
        }

        await host.FileGate.WaitAsync();
        try
        {
            host.Mounts ??= await threads.RunAsync(host.Network, null, MakeMounts, changesMounts: true);
            return await threads.RunAsync<string?>(host.Network, host.Mounts, () =>
            {
                Write(host, $"{directory}/{host.Id}", path, content);
                return null;
            });
        }
        catch (IOException error)
        {
            throw new SandboxException($"{path} cannot be written in {host.Name}: {error.Message}", error);
        }
        finally
        {
            host.FileGate.Release();
        }
    }

    private static Microsoft.Win32.SafeHandles.SafeFileHandle MakeMounts()
    {
        if (Libc.Unshare(Libc.CloneNewNamespace) != 0)
        {
            throw new SandboxException($"Cannot make a mount namespace: {Libc.LastError()}.");
        }

        return NetworkNamespace.Open("mnt");
    }

    private static void Write(HelperHost host, string own, string path, string content)
    {
        if (host.Files.TryGetValue(path, out var known))
        {
            Overwrite(known, content);
            return;
        }

        Directory.CreateDirectory(own);
        var file = $"{own}/{host.Files.Count}";
        Overwrite(file, content);
        if (!File.Exists(path))
        {
            AddPlace(own, path);
        }

        Bind(file, path);
        host.Files.Add(path, file);
    }

    // In place and in one write: a mounted file cannot be replaced by renaming, and readers should see the old or the new text.
    private static void Overwrite(string file, string content)
    {
        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        RandomAccess.Write(handle, bytes, 0);
        RandomAccess.SetLength(handle, bytes.Length);
    }

    // Nothing to mount over: the directory is replaced by one in memory whose entries lead to the old ones.
    private static void AddPlace(string own, string path)
    {
        var parent = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(parent))
        {
            throw new SandboxException($"{path} cannot be written: there is no directory {parent}.");
        }

        var number = Directory.GetFileSystemEntries(own).Length;
        var original = Directory.CreateDirectory($"{own}/original-{number}").FullName;
        var replacement = Directory.CreateDirectory($"{own}/replacement-{number}").FullName;
        Bind(parent, original);
        foreach (var entry in new DirectoryInfo(original).EnumerateFileSystemInfos())
        {
            if (entry.Name != Path.GetFileName(path))
            {
                // A symbolic link is copied: a relative one would lead elsewhere from the original's new place.
                File.CreateSymbolicLink($"{replacement}/{entry.Name}", entry.LinkTarget ?? entry.FullName);
            }
        }

        Overwrite($"{replacement}/{Path.GetFileName(path)}", "");
        Bind(replacement, parent);
    }

    private static void Bind(string source, string target)
    {
        if (Libc.Mount(source, target, null, Libc.MountBind | Libc.MountRecursive, null) != 0)
        {
            throw new SandboxException($"Cannot mount over {target}: {Libc.LastError()}.");
        }
    }
}
