using System.Text.RegularExpressions;
using Learn.Architecture.Tests.Reading;
using Learn.Documents.Tests.Running;

namespace Learn.Documents.Tests.Workflows;

/// <summary>The workflows that we use ourselves and offer to others are right in form, and what they run is run here.</summary>
public sealed partial class WorkflowTests
{
    private const string Ours = ".github/workflows/test.yml", Example = "docs/examples/ci/course.yml";

    // Changes a setting of the host's machine, which is not ours to change.
    private const string ForTheHost = "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";

    private static readonly Dictionary<string, string[]> InputsOf = new()
    {
        ["actions/checkout"] = ["repository", "ref", "path", "persist-credentials"],
        ["actions/setup-dotnet"] = ["global-json-file", "dotnet-version"],
    };

    [Theory]
    [InlineData(Ours)]
    [InlineData(Example)]
    public void A_workflow_uses_pinned_actions_with_inputs_that_they_have(string file)
    {
        string text = Repository.Read(file);
        var actions = WorkflowFile.Parse(text).Steps.Where(step => step.Uses is not null).ToList();
        Assert.NotEmpty(actions);
        Assert.All(actions, step =>
        {
            var pinned = PinnedAction().Match(step.Uses!);
            Assert.True(pinned.Success, $"{step.Uses} is not pinned to a commit");
            Assert.Matches($@"uses: {Regex.Escape(step.Uses!)} # v\d+\.\d+\.\d+\n", text);
            Assert.Empty(step.Inputs.Keys.Except(InputsOf[pinned.Groups["action"].Value]));
        });
        Assert.Equal("contents: read", Permissions().Match(text).Groups["what"].Value);
    }

    [Fact]
    public void A_key_that_the_host_does_not_know_is_refused()
    {
        string text = Repository.Read(Example);
        Assert.Contains("timeout-minute", Assert.Throws<FormatException>(() => WorkflowFile.Parse(text.Replace("timeout-minutes", "timeout-minute", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        Assert.Contains("\"runs\"", Assert.Throws<FormatException>(() => WorkflowFile.Parse(text.Replace("        run:", "        runs:", StringComparison.Ordinal))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_workflow_runs_the_tests_by_the_command_of_continuous_integration()
    {
        var workflow = WorkflowFile.Parse(Repository.Read(Ours));
        Assert.True(File.Exists(Repository.PathTo(workflow.Steps.Single(step => step.Inputs.ContainsKey("global-json-file")).Inputs["global-json-file"])));
        string[] commands = [.. workflow.Steps.Select(step => step.Run).OfType<string>()];
        Assert.Equal(2, commands.Length);
        Assert.Equal(ForTheHost, commands[0]);

        // These very tests are what it would run: here it only tells what it does. Who runs it is root already.
        Assert.StartsWith("sudo --preserve-env=", commands[1], StringComparison.Ordinal);
        await using var host = await Reader.ComeAsync(usesWrapper: true);
        var help = await host.RunAsync($"{Repository.PathTo(commands[1].Split(' ')[^1])} --help");
        Assert.True(help.ExitCode == 0, help.Output);
        Assert.Contains("./learn test", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_example_proves_the_course_of_a_repository_that_is_not_ours_and_notices_a_mistake()
    {
        var workflow = WorkflowFile.Parse(Repository.Read(Example));
        Assert.Equal("${{ env.LEARN_REPOSITORY }}", workflow.Steps[1].Inputs["repository"]);
        Assert.Equal(["LEARN_REPOSITORY", "LEARN_VERSION"], workflow.Environment.Keys.Order(StringComparer.Ordinal));

        // The actions bring the exercises, and the learning environment into a folder among them.
        await using var host = await Reader.ComeAsync(usesWrapper: Documents.AreBuiltByLearn);
        string folder = Path.Combine(host.Folder, "exercises-of-mine");
        Directory.CreateDirectory(folder);
        Directory.CreateSymbolicLink(Path.Combine(folder, workflow.Steps[1].Inputs["path"]), host.Folder);
        Assert.True(File.Exists(Path.Combine(folder, workflow.Steps[2].Inputs["global-json-file"])));
        var begun = await StepAsync(".learn/learn course new course .");
        Assert.True(begun.ExitCode == 0, begun.Output);

        string[] commands = [.. workflow.Steps.Select(step => step.Run).OfType<string>()];
        Assert.Equal([ForTheHost, ".learn/learn setup", ".learn/learn course check --other-seed 99"], commands);
        if (Documents.AreBuiltByLearn)
        {
            // Elsewhere it would build for minutes what the tests have built.
            var setup = await StepAsync(commands[1]);
            Assert.True(setup.ExitCode == 0, setup.Output);
        }

        var green = await StepAsync(commands[2]);
        Assert.True(green.ExitCode == 0, green.Output);
        Assert.Contains("01-first-exercise: the solution passes (seed 99)", green.Output, StringComparison.Ordinal);
        Assert.Contains("The course holds", green.Output, StringComparison.Ordinal);

        string exercise = Path.Combine(folder, "exercises", "01-first-exercise", "exercise.yaml");
        await File.WriteAllTextAsync(exercise, (await File.ReadAllTextAsync(exercise, TestContext.Current.CancellationToken)).Replace("kind: repair", "kind: repairing", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var red = await StepAsync(commands[2]);
        Assert.True(red.ExitCode == 1, red.Output);
        Assert.Contains("repairing", red.Output, StringComparison.Ordinal);

        Task<ShellRun> StepAsync(string command) => host.RunAsync($"cd exercises-of-mine\n{command}");
    }

    [GeneratedRegex(@"^(?<action>[a-z-]+/[a-z-]+)@[0-9a-f]{40}$")]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"^permissions:\n  (?<what>.*)\n\n", RegexOptions.Multiline)]
    private static partial Regex Permissions();
}
