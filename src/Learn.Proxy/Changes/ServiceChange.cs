using System.Collections.Immutable;

namespace Learn.Proxy;

/// <summary>What changed about one service port.</summary>
/// <param name="Service">Its name as in kube-proxy's comments: <c>default/my-service:http</c>.</param>
/// <param name="Sentences">
/// What changed, the most important first: <c>endpoint 10.244.1.7:8080 added to default/my-service:http; 3 probabilities changed</c>.
/// </param>
public sealed record ServiceChange(string Service, ImmutableArray<string> Sentences)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Sentences);
}
