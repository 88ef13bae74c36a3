namespace Learn.Tests.EndToEnd;

/// <summary>One lab for all tests of a class; each test applies its own manifest and takes it away again.</summary>
public sealed class LabFixture : IAsyncLifetime
{
    /// <summary>The lab.</summary>
    public Lab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Lab = await Lab.StartAsync();

    public ValueTask DisposeAsync() => Lab.DisposeAsync();

    /// <summary>Applies a manifest for the length of a test.</summary>
    internal async Task<Scene> ApplyAsync(string yaml)
    {
        await Lab.ApplyAsync(yaml);
        return new Scene(Lab);
    }

    /// <summary>What a test applied.</summary>
    internal sealed class Scene(Lab lab) : IAsyncDisposable
    {
        /// <summary>The lab.</summary>
        public Lab Lab => lab;

        public async ValueTask DisposeAsync()
        {
            await lab.DeleteByLabelAsync("pods", "");
            await lab.DeleteByLabelAsync("services", "");
        }
    }
}
