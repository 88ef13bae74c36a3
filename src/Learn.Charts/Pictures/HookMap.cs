using System.Collections.Immutable;
using Learn.Netfilter;

namespace Learn;

/// <summary>What stands where in the diagram: boxes of hooks with their tables, and the paths between them.</summary>
internal static class HookMap
{
    /// <summary>Width of the picture.</summary>
    public const double Width = 720;

    /// <summary>Height of the diagram itself, without title and notes.</summary>
    public const double Height = 486;

    /// <summary>Width of a box.</summary>
    public const double BoxWidth = 140;

    /// <summary>Height of a box above its first table.</summary>
    public const double HeadHeight = 27;

    /// <summary>Height of a line with a table.</summary>
    public const double RowHeight = 20;

    /// <summary>A line of a box that is no table: where the kernel looks a connection up and thereby knows its translation.</summary>
    public const string Tracking = "conntrack";

    // (hook, left, top, what is asked in the order of the priorities)
    private static readonly ImmutableArray<HookBox> BoxList =
    [
        new(Hook.Prerouting, 60, 62, ["raw", Tracking, "mangle", "nat"]),
        new(Hook.Forward, 332, 62, ["mangle", "filter", "security"]),
        new(Hook.Postrouting, 508, 62, ["mangle", "nat"]),
        new(Hook.Input, 193, 226, ["mangle", "filter", "security", "nat"]),
        new(Hook.Output, 508, 226, ["raw", Tracking, "mangle", "nat", "filter", "security"]),
    ];

    /// <summary>The boxes.</summary>
    public static ImmutableArray<HookBox> Boxes => BoxList;

    /// <summary>All paths, each drawn whether or not a packet takes it.</summary>
    public static ImmutableArray<HookPath> Paths { get; } =
    [
        new(HookPathKind.In, [(6, 110), (60, 110)]),
        new(HookPathKind.ToRouting, [(200, 110), (224, 110)]),
        new(HookPathKind.ToForward, [(302, 110), (332, 110)]),
        new(HookPathKind.ForwardToPostrouting, [(472, 100), (508, 100)]),
        new(HookPathKind.ToInput, [(263, 128), (263, 226)]),
        new(HookPathKind.ToProcess, [(263, 339), (263, 424)]),
        new(HookPathKind.FromProcess, [(578, 424), (578, 379)]),
        new(HookPathKind.OutputToPostrouting, [(578, 226), (578, 135)]),
        new(HookPathKind.Out, [(648, 100), (714, 100)]),
        new(HookPathKind.Loopback, [(618, 62), (618, 28), (130, 28), (130, 62)]),
    ];

    /// <summary>The box of a hook.</summary>
    public static HookBox BoxOf(Hook hook) => BoxList.First(box => box.Hook == hook);

    /// <summary>Where a packet goes that leaves a hook and meets no other.</summary>
    public static string Behind(Hook hook) => hook switch
    {
        Hook.Prerouting => "Then it is routed.",
        Hook.Input => "It reaches a process of this host.",
        Hook.Postrouting => "It leaves to the network.",
        _ => "It goes on.",
    };

    /// <summary>The paths that a packet takes.</summary>
    /// <param name="hooks">The hooks that it came by, in order.</param>
    /// <param name="arrives">Whether it went on behind the last one.</param>
    public static ImmutableHashSet<HookPathKind> Taken(IReadOnlyList<Hook> hooks, bool arrives)
    {
        if (hooks.Count == 0)
        {
            return [];
        }

        var taken = ImmutableHashSet.CreateBuilder<HookPathKind>();
        taken.UnionWith(hooks[0] switch
        {
            Hook.Prerouting => [HookPathKind.In],
            Hook.Output => [HookPathKind.FromProcess],
            _ => [],
        });
        for (int i = 0; i + 1 < hooks.Count; i++)
        {
            taken.UnionWith(Between(hooks[i], hooks[i + 1]));
        }

        if (arrives)
        {
            taken.UnionWith(hooks[^1] switch
            {
                Hook.Prerouting => [HookPathKind.ToRouting],
                Hook.Input => [HookPathKind.ToProcess],
                Hook.Forward => [HookPathKind.ForwardToPostrouting],
                Hook.Output => [HookPathKind.OutputToPostrouting],
                _ => [HookPathKind.Out],
            });
        }

        return taken.ToImmutable();
    }

    private static HookPathKind[] Between(Hook from, Hook to) => (from, to) switch
    {
        (Hook.Prerouting, Hook.Input) => [HookPathKind.ToRouting, HookPathKind.ToInput],
        (Hook.Prerouting, Hook.Forward) => [HookPathKind.ToRouting, HookPathKind.ToForward],
        (Hook.Forward, Hook.Postrouting) => [HookPathKind.ForwardToPostrouting],
        (Hook.Output, Hook.Postrouting) => [HookPathKind.OutputToPostrouting],
        (Hook.Postrouting, Hook.Prerouting) => [HookPathKind.Loopback],
        (Hook.Input, Hook.Output) => [HookPathKind.ToProcess, HookPathKind.FromProcess],
        _ => [],
    };
}
