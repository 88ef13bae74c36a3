using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Learn.Cli.Doctor;
using Learn.Cli.Doctor.Course;
using Learn.Cli.Doctor.Machine;
using Learn.Cli.Doctor.Notebooks;
using Learn.Cli.Doctor.Programs;
using Learn.Cli.Notebooks.Kernels;
using Learn.Cli.Tests.Notebooks;
using Learn.Course;

namespace Learn.Cli.Tests.Doctor;

/// <summary>What single checks say of what they find.</summary>
[SupportedOSPlatform("linux")]
public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_program_that_is_there_and_does_not_run_is_to_be_installed_again()
    {
        foreach (string name in KnownProgram.All.SelectMany(program => program.Companions.Prepend(program.Name)).Append("apt-get"))
        {
            await WriteProgramAsync(name, name == "dig" ? "echo 'libisc.so: cannot open' >&2; exit 127" : $"echo {name} v3.2.1");
        }

        var findings = await new ProgramCheck(folder.Path).ExamineAsync(TestContext.Current.CancellationToken);

        var dig = Assert.Single(findings, finding => finding.Status != DoctorStatus.Ready);
        Assert.Equal(("dig", DoctorStatus.Warning, $"{folder.At("dig")} does not run: libisc.so: cannot open"), (dig.Id, dig.Status, dig.Seen));
        Assert.Equal($"{Remedies.Install}--reinstall bind9-dnsutils", dig.Remedy);
        Assert.All(findings.Where(finding => finding.Id != "dig"), finding => Assert.Equal("3.2.1", finding.Seen));
    }

    [Fact]
    public async Task Without_apt_get_a_remedy_names_the_package_alone()
    {
        var findings = await new ProgramCheck(folder.Path).ExamineAsync(TestContext.Current.CancellationToken);

        Assert.Equal("install the package that your system has for it (Debian's name: nftables)", findings.Single(finding => finding.Id == "nft").Remedy);
        Assert.Equal(["unshare", "ip", "iptables", "curl"], findings.Where(finding => finding.Status == DoctorStatus.Lacking).Select(finding => finding.Id));
    }

    [Theory]
    [InlineData("10.0.401", true)]
    [InlineData("9.0.300", false)]
    public void An_sdk_that_is_too_old_is_named(string second, bool isEnough)
    {
        Directory.CreateDirectory(folder.At("sdk", "8.0.125"));
        Directory.CreateDirectory(folder.At("sdk", second));

        var finding = SdkCheck.Examine(folder.Path, ".NET 10.0.1");

        Assert.Equal(isEnough ? DoctorStatus.Ready : DoctorStatus.Warning, finding.Status);
        Assert.Equal(isEnough ? "10.0.401, 8.0.125" : "8.0.125, 9.0.300; version 10 builds ./learn and fetches packages for notebooks", finding.Seen);
    }

    [Fact]
    public void A_folder_for_temporary_files_that_takes_none_is_lacking()
        => Assert.Equal(DoctorStatus.Lacking, ResourceCheck.ExamineDisk(folder.At("none")).Status);

    [Fact]
    public void A_kernel_that_is_not_registered_or_is_of_another_build_is_said_with_the_remedy()
    {
        string own = folder.At("learn.dll"), other = folder.At("other.dll");
        File.WriteAllText(other, "");
        Func<string, string?> variable = name => name switch { "JUPYTER_PATH" => folder.Path, "HOME" => folder.At("home"), "LEARN_HOME" => "/there", _ => null };

        File.WriteAllText(own, "");
        Assert.Contains("this build, in ", Registered(own).Seen, StringComparison.Ordinal);
        Assert.Contains($"another build, {other}", Registered(other).Seen, StringComparison.Ordinal);
        Assert.Contains("is not there any more", Registered(folder.At("gone.dll")).Seen, StringComparison.Ordinal);
        File.WriteAllText(folder.At("kernels", KernelSpecification.DefaultName, KernelSpecification.FileName), "{");
        Assert.Contains("damaged", KernelspecCheck.Examine(variable, own).Seen, StringComparison.Ordinal);
        Assert.Equal("./learn kernel install", KernelspecCheck.Examine(variable, own).Remedy);

        DoctorFinding Registered(string program)
        {
            new KernelInstallation(folder.Path, KernelSpecification.DefaultName).Write(new KernelSpecification { Name = KernelSpecification.DefaultName, Host = "dotnet", Program = program });
            return KernelspecCheck.Examine(variable, own);
        }
    }

    [Fact]
    public void A_port_that_is_taken_is_passed_over()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Assert.Equal(DoctorStatus.Warning, PortCheck.Examine(port, 1).Status);
        Assert.StartsWith($"{port} is taken, Jupyter will take ", PortCheck.Examine(port, 20).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_read_and_neither_made_nor_changed()
    {
        string file = folder.At("data", "progress.yaml");
        Assert.Equal((DoctorStatus.Ready, $"0 exercises passed, in {file} (made when you begin)"), (Progress(file).Status, Progress(file).Seen));
        Assert.False(Directory.Exists(folder.At("data")));

        File.WriteAllText(folder.At("damaged.yaml"), "version: [\n");
        Assert.Equal(DoctorStatus.Lacking, Progress(folder.At("damaged.yaml")).Status);
        Assert.EndsWith($"mv {folder.At("damaged.yaml")} {folder.At("damaged.yaml")}.old", Progress(folder.At("damaged.yaml")).Remedy, StringComparison.Ordinal);
        Assert.Equal("version: [\n", File.ReadAllText(folder.At("damaged.yaml")));

        // Below a file there is no folder.
        Assert.Equal(DoctorStatus.Lacking, Progress(folder.At("damaged.yaml", "below", "progress.yaml")).Status);

        static DoctorFinding Progress(string file) => ProgressCheck.Examine(new ProgressStore(file));
    }

    [Fact]
    public void An_exercise_that_cannot_be_read_is_named()
    {
        Directory.CreateDirectory(folder.At("exercises", "01-first"));
        File.WriteAllText(folder.At("exercises", "01-first", "exercise.yaml"), "title: [\n");

        var finding = CourseCheck.Examine(folder.Path);

        Assert.Equal(DoctorStatus.Lacking, finding.Status);
        Assert.Contains("01-first/exercise.yaml", finding.Seen, StringComparison.Ordinal);
    }

    private async Task WriteProgramAsync(string name, string line)
    {
        await File.WriteAllTextAsync(folder.At(name), $"#!/bin/sh\n{line}\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(folder.At(name), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }
}
