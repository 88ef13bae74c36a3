using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

/// <summary>A session with a variable and a function.</summary>
public sealed class LanguageFixture : IAsyncLifetime
{
    public CSharpLanguage Language { get; } = new(warmsUp: false);

    public async ValueTask InitializeAsync()
    {
        using var output = new Session();
        var code = "var earlier = new[] { 1, 2 };\n/// <summary>Twice a number.</summary>\nint Helper(int number) => 2 * number;";
        var result = await Language.ExecuteAsync(new CellRequest(code), output, CancellationToken.None);
        Assert.Null(result.Error);
    }

    public ValueTask DisposeAsync()
    {
        Language.Dispose();
        return ValueTask.CompletedTask;
    }
}
