using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Text.Json;
using Learn.Packages.Tests.Support;

namespace Learn.Packages.Tests;

/// <summary>The same sources give the same package, wherever and whenever it is packed; and its symbols say where the sources are.</summary>
public sealed class RepeatabilityTests(PackedPackages packed)
{
    private const string Repository = "https://github.com/example/learn";

    // Of Portable PDB files: the map of source link, and the text of a source file. (Source: Portable PDB specification.)
    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A"), EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly Dictionary<string, string> Author = new()
    {
        ["GIT_AUTHOR_NAME"] = "A", ["GIT_AUTHOR_EMAIL"] = "a@example.org", ["GIT_AUTHOR_DATE"] = "2026-01-01T00:00:00Z",
        ["GIT_COMMITTER_NAME"] = "A", ["GIT_COMMITTER_EMAIL"] = "a@example.org", ["GIT_COMMITTER_DATE"] = "2026-01-01T00:00:00Z",
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
    };

    [Fact]
    public async Task Two_packs_in_two_folders_are_equal_byte_for_byte_and_lead_to_the_sources_of_that_commit()
    {
        var packs = await Task.WhenAll(PackAsync("one"), PackAsync("another-folder"));
        foreach (string file in (string[])[$"Learn.Netfilter.{ThisBuild.Version}.nupkg", $"Learn.Netfilter.{ThisBuild.Version}.snupkg"])
        {
            var contents = await Task.WhenAll(packs.Select(pack => File.ReadAllBytesAsync(Path.Combine(pack.Packages, file), TestContext.Current.CancellationToken)));
            Assert.True(contents[0].AsSpan().SequenceEqual(contents[1]), $"{file} differs");
        }

        var repository = new Package(packs[0].Packages, "Learn.Netfilter").Specification.Elements().Single(each => each.Name.LocalName == "repository");
        Assert.Equal((Repository, packs[0].Commit), (repository.Attribute("url")!.Value, repository.Attribute("commit")!.Value));

        using var symbols = MetadataReaderProvider.FromPortablePdbImage([.. new Package(packs[0].Packages, "Learn.Netfilter", "snupkg").Read("lib/net10.0/Learn.Netfilter.pdb")]);
        var reader = symbols.GetMetadataReader();
        var map = JsonDocument.Parse(Information(reader, EntityHandle.ModuleDefinition, SourceLink)!).RootElement.GetProperty("documents").EnumerateObject().Single();
        Assert.Equal(("/_/*", $"https://raw.githubusercontent.com/example/learn/{packs[0].Commit}/*"), (map.Name, map.Value.GetString()));

        var source = reader.Documents.Single(each => reader.GetString(reader.GetDocument(each).Name) == "/_/src/Learn.Netfilter/Parsing/RulesetParser.cs");
        Assert.Equal(await File.ReadAllTextAsync(ThisBuild.At("src", "Learn.Netfilter", "Parsing", "RulesetParser.cs"), TestContext.Current.CancellationToken), Text(Information(reader, source, EmbeddedSource)!));
    }

    [Fact]
    public async Task No_path_of_this_machine_is_in_a_package()
    {
        foreach (string name in (string[])["Learn.Lab", "Learn.Sandbox"])
        {
            var package = new Package(await packed.FolderAsync(), name);
            foreach (string entry in package.Entries.Where(entry => entry.EndsWith(".dll", StringComparison.Ordinal) || entry.EndsWith(".nuspec", StringComparison.Ordinal)))
            {
                Assert.False(package.Read(entry).AsSpan().IndexOf(Encoding.UTF8.GetBytes(ThisBuild.Root + "/")) >= 0, $"{entry} of {name} names {ThisBuild.Root}");
            }
        }
    }

    private static byte[]? Information(MetadataReader reader, EntityHandle of, Guid kind) =>
        (from handle in reader.GetCustomDebugInformation(of)
         let information = reader.GetCustomDebugInformation(handle)
         where reader.GetGuid(information.Kind) == kind
         select reader.GetBlobBytes(information.Value)).FirstOrDefault();

    // A length of 0 and the text, or the text's length and what Deflate makes of it.
    private static string Text(byte[] embedded)
    {
        using var content = new MemoryStream(embedded, 4, embedded.Length - 4);
        using Stream plain = BitConverter.ToInt32(embedded) == 0 ? content : new DeflateStream(content, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }

    // One library, which refers to no other, in a repository of its own.
    private async Task<(string Packages, string Commit)> PackAsync(string name)
    {
        string folder = packed.NewFolder(Path.Combine("repeated", name));
        foreach (string path in (string[])["Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig", "LICENSE", "eng", "src/Directory.Build.props", "src/Directory.Build.targets", "src/Learn.Netfilter"])
        {
            Copy(ThisBuild.At(path), Path.Combine(folder, path));
        }

        await Command.SucceedAsync(folder, Author, "git", "init", "-q", "-b", "main");
        await Command.SucceedAsync(folder, Author, "git", "remote", "add", "origin", Repository);
        await Command.SucceedAsync(folder, Author, "git", "add", ".");
        await Command.SucceedAsync(folder, Author, "git", "commit", "-q", "-m", "Everything");
        string packages = Path.Combine(folder, "packages");
        await Command.PackAsync(folder, Path.Combine("src", "Learn.Netfilter", "Learn.Netfilter.csproj"), "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", packages);
        return (packages, (await Command.SucceedAsync(folder, Author, "git", "rev-parse", "HEAD")).Trim());
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Copy(from, to);
            return;
        }

        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
