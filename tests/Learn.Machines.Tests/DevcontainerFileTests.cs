using System.Text.RegularExpressions;
using Learn.Machines.Tests.Devcontainers;

namespace Learn.Machines.Tests;

/// <summary>devcontainer.json itself: what it pins, what it asks for, and when it does the slow part.</summary>
public sealed partial class DevcontainerFileTests
{
    private readonly Devcontainer devcontainer = new();

    [Fact]
    public void The_image_is_one_version_and_there_is_nothing_else_to_pin()
    {
        Assert.Matches(OneVersion(), devcontainer.Text("image"));
        Assert.False(devcontainer.Has("features"), "a feature needs a version of its own, and a word in docs/containers.md");
        Assert.False(devcontainer.Has("build") || devcontainer.Has("dockerFile") || devcontainer.Has("dockerComposeFile"), "the image is all");
    }

    [Fact]
    public void It_asks_for_the_rights_that_are_explained_and_no_others()
    {
        Assert.Equal(["SYS_ADMIN", "NET_ADMIN"], devcontainer.AddedCapabilities);
        Assert.Equal(["apparmor=unconfined"], devcontainer.SecurityOptions);
        Assert.Equal("root", devcontainer.Text("remoteUser"));
        foreach (var name in (string[])["privileged", "runArgs", "mounts", "workspaceMount"])
        {
            Assert.False(devcontainer.Has(name), name);
        }
    }

    [Fact]
    public void The_slow_part_can_be_prebuilt_and_every_start_only_looks()
    {
        Assert.Equal("./learn setup && ./learn kernel install --user", devcontainer.Text("onCreateCommand"));
        Assert.Equal("onCreateCommand", devcontainer.Text("waitFor"));
        Assert.Equal("./learn doctor", devcontainer.Text("postStartCommand"));
        Assert.False(devcontainer.Has("postCreateCommand") || devcontainer.Has("updateContentCommand"), "nothing slow is left for later");
    }

    [Theory]
    [InlineData("ms-dotnettools.csharp")]
    [InlineData("ms-toolsai.jupyter")]
    [InlineData("redhat.vscode-yaml")]
    [InlineData("ms-kubernetes-tools.vscode-kubernetes-tools")]
    public void It_brings_the_extension(string extension) => Assert.Contains(extension, devcontainer.Strings("customizations", "vscode", "extensions"));

    [Fact]
    public void The_first_lesson_is_what_is_opened()
    {
        const string Lesson = "notebooks/01-clusterip.ipynb";
        Assert.Equal([Lesson], devcontainer.Strings("customizations", "codespaces", "openFiles"));
        Assert.Contains($"code {Lesson}", devcontainer.Text("postAttachCommand"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[a-z.]+/[a-z/]+(:\d+\.\d+\.\d+(-[a-z0-9.]+)?|@sha256:[0-9a-f]{64})$")]
    private static partial Regex OneVersion();
}
