using Learn.Machines.Tests.Containers;
using Learn.Machines.Tests.Devcontainers;
using Learn.Machines.Tests.Machines;

namespace Learn.Machines.Tests;

/// <summary>
/// In a container with Docker's restrictions and the rights of devcontainer.json: the default capabilities and seccomp profile, hidden and read-only parts of
/// /proc and /sys, a network that leads nowhere, and no user namespaces.
/// </summary>
public sealed class DevcontainerTests(FreshMachine machine)
{
    private readonly Devcontainer devcontainer = new();

    private ContainerRights Rights => devcontainer.Rights with { RefusesUserNamespaces = true };

    [Fact]
    public async Task The_restrictions_are_in_force()
    {
        var container = await machine.ContainerAsync("restricted", Rights);
        var outcome = await container.RunAsync(
            """
            ! unshare --user true 2>/dev/null
            ! echo 1 2>/dev/null >/proc/sys/net/ipv4/ip_forward
            [[ ! -s /proc/keys && $(ls /sys/class/net) == lo ]]
            ! timeout 2 bash -c 'echo >/dev/tcp/192.0.2.1/80' 2>/dev/null
            grep '^Seccomp:' /proc/self/status
            """);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Equal("Seccomp:\t2\n", outcome.Output);
    }

    [Fact]
    public async Task The_demo_runs()
    {
        var container = await machine.ContainerAsync("devcontainer-demo", Rights);
        var demo = await container.SucceedAsync("./learn demo", "rm demo.html; ./learn demo; grep -c my-app-3 demo.html");
        Assert.Contains("█ observed", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lesson_runs()
    {
        var container = await machine.ContainerAsync("devcontainer-lesson", Rights);
        var run = await container.SucceedAsync("a lesson", "./learn run notebooks/02-three-pods.ipynb --output /tmp/lesson.ipynb");
        Assert.Contains(" cells in ", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exercise_is_begun_mended_and_passed()
    {
        var container = await machine.ContainerAsync("devcontainer-exercise", Rights);
        var run = await container.SucceedAsync(
            "an exercise",
            """
            ./learn exercise start 03
            if ./learn exercise check 03; then exit 9; fi
            # Whatever was drawn: the selector becomes the label of the Pods, and nothing else.
            sed -i -E '/^    (tier|track):/d; s/^    name: /    app: /' learn-exercises/03-wrong-selector/service.yaml
            ./learn exercise check 03
            ./learn exercise stop 03
            """);
        Assert.Contains("Not passed yet: 0 of 2 checks hold", run.Output, StringComparison.Ordinal);
        Assert.Contains("In real clusters this is one of the most frequent faults", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_commands_leave_the_kernel_that_the_lessons_name_and_touch_no_setting_of_Git()
    {
        var container = await machine.ContainerAsync("devcontainer-commands", devcontainer.Rights);
        // The editor's command is there when one attaches.
        var run = await container.SucceedAsync(
            "onCreateCommand (built before), postStartCommand and postAttachCommand",
            $$"""
            git config --global user.name 'A Learner'
            git config --global user.email learner@localhost
            sum=$(sha256sum ~/.gitconfig .git/config)
            ({{devcontainer.Text("onCreateCommand")}})
            ({{devcontainer.Text("postStartCommand")}})
            printf '#!/bin/sh\necho "opened: $*"; test -f "$1"\n' >/usr/local/bin/code
            chmod +x /usr/local/bin/code
            ({{devcontainer.Text("postAttachCommand")}})
            [[ $sum == "$(sha256sum ~/.gitconfig .git/config)" ]]
            [[ -z $(git status --porcelain) ]]
            grep -o '"name": *".net-learn"' notebooks/01-clusterip.ipynb
            grep -o '"display_name": *"Learn (C#)"' ~/.local/share/jupyter/kernels/.net-learn/kernel.json
            """);
        Assert.Contains("opened: notebooks/01-clusterip.ipynb", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"display_name\"", run.Output, StringComparison.Ordinal);
    }
}
