using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn;

/// <summary>The box of a hook.</summary>
/// <param name="Hook">The hook.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Asked">What is asked there, in order.</param>
internal sealed record HookBox(Hook Hook, double Left, double Top, ImmutableArray<string> Asked)
{
    /// <summary>Its height.</summary>
    public double Height => HookMap.HeadHeight + (Asked.Length * HookMap.RowHeight) + 6;
}
