using System.Diagnostics;
using Learn.Machines.Tests.Enclosures;
using Learn.Machines.Tests.Machines;

namespace Learn.Machines.Tests.Containers;

/// <summary>A container with a copy of the fresh machine's files. Each command gets processes and namespaces of its own; the files stay.</summary>
/// <param name="machine">Whose files they are.</param>
/// <param name="name">Its name.</param>
/// <param name="place">The folder of what belongs to it.</param>
/// <param name="rights">What it may do.</param>
internal sealed class Container(FreshMachine machine, string name, string place, ContainerRights rights)
{
    public string Name => name;

    public string Place => place;

    public ContainerRights Rights => rights;

    /// <summary>Runs a script in the checkout.</summary>
    public Task<Outcome> RunAsync(string script) => machine.RunAsync(this, $"cd {FreshMachine.Checkout}\n{script}");

    /// <summary>Runs a script in the checkout, which has to succeed, and notes how long it took.</summary>
    public async Task<Outcome> SucceedAsync(string what, string script)
    {
        var outcome = await RunAsync(script);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        machine.Timings.Add($"{what} ({name})", outcome);
        return outcome;
    }

    /// <summary>Starts a script in the checkout; its streams are the caller's, and so is its end.</summary>
    public Task<Process> StartAsync(string script) => machine.StartAsync(this, $"cd {FreshMachine.Checkout}\n{script}");
}
