using FsCheck;
using FsCheck.Fluent;

namespace Learn.Netfilter.Tests;

/// <summary>Random rules of every kind that the model knows, for properties.</summary>
internal static class AnyRule
{
    private static readonly Gen<string> Name = Gen.Elements("KUBE-SVC-AAAA", "KUBE-SEP-BBBB", "U", "lo", "x.y", "default");

    private static readonly Gen<string> Words =
        Gen.Elements("a", "b/c:http", "it's", "\"quoted\"", "back\\slash", "ünïcode", "two", "->", "", " ", "#", "-j", "!").ArrayOf()
            .Select(words => string.Join(' ', words));

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    private static readonly Gen<uint> Bits = Gen.Choose(0, int.MaxValue).Select(number => (uint)number * 2);

    private static readonly Gen<PortRange> Ports =
        from first in Gen.Choose(0, 65535)
        from length in Gen.Elements(0, 0, 1, 100)
        select new PortRange((ushort)first, (ushort)Math.Min(first + length, 65535));

    private static readonly Gen<PortRange?> SomePorts =
        from ports in Ports
        from inverted in Flag
        from present in Flag
        select present ? ports with { Inverted = inverted } : (PortRange?)null;

    public static Gen<Rule> Of(IpFamily family) =>
        from bases in Base(family).ListOf(3)
        from protocol in Protocol
        from others in Extension.ListOf()
        from target in Target(family)
        let matches = bases.Append(protocol).OfType<Match>().DistinctBy(match => match.GetType()).Concat(others)
        select new Rule([.. matches], target);

    private static readonly Gen<Match?> Protocol = Gen.OneOf(
        Gen.Constant((Match?)null),
        from number in Gen.Choose(0, 255) from inverted in Flag select (Match?)new ProtocolMatch(new IpProtocol((byte)number), inverted),
        from protocol in Gen.Elements(IpProtocol.Tcp, IpProtocol.Udp, IpProtocol.Sctp)
        from source in SomePorts
        from destination in SomePorts
        select (Match?)new TransportMatch(protocol, source, destination));

    private static readonly Gen<Match> Extension = Gen.OneOf(
        Words.Select(text => (Match)new CommentMatch(text)),
        from value in Bits from mask in Bits from inverted in Flag select (Match)new MarkMatch(value, mask, inverted),
        from value in Bits from inverted in Flag select (Match)new ConnmarkMatch(value, uint.MaxValue, inverted),
        from bits in Gen.Choose(1, 127)
        from inverted in Flag
        from state in Flag
        select (Match)new ConntrackMatch((ConntrackStates)bits, inverted, state),
        Gen.Choose(1, 5000).Select(count => (Match)StatisticMatch.FromRaw(StatisticMatch.OneOf(count).Raw)),
        from every in Gen.Choose(1, 9) from inverted in Flag select (Match)StatisticMatch.Nth((uint)every, (uint)every - 1, inverted),
        from operation in Gen.Elements(Enum.GetValues<RecentOperation>())
        from name in Name
        from seconds in Gen.Choose(1, 99999)
        from reap in Flag
        from destination in Flag
        from inverted in Flag
        select (Match)new RecentMatch(operation, name, reap ? (uint)seconds : null, reap, null, null, destination, inverted),
        from source in Gen.Choose(1, 511)
        from destination in Gen.Choose(0, 511)
        from inverted in Flag
        from place in Gen.Elements(Enum.GetValues<AddressTypeInterface>())
        select (Match)new AddressTypeMatch((AddressTypes)source, (AddressTypes)destination, inverted, inverted && destination > 0, place),
        from direction in Gen.Elements(Enum.GetValues<MultiportDirection>())
        from ports in Ports.NonEmptyListOf()
        from inverted in Flag
        select (Match)new MultiportMatch(direction, [.. ports], inverted),
        from name in Name from inverted in Flag select (Match)new SetMatch(name, "src,dst", inverted),
        from amount in Gen.Choose(1, 1000)
        from unit in Gen.Elements(Enum.GetValues<LimitUnit>())
        from burst in Gen.Elements<uint?>(null, 7)
        select (Match)new LimitMatch((uint)amount, unit, burst),
        Gen.Elements("-m physdev --physdev-is-bridged", "-m string ! --string \"a b\" --algo bm", "-m foo").Select(text => (Match)new UnknownMatch(text)));

    private static Gen<AddressPattern> Address(IpFamily family) => family == IpFamily.IPv4
        ? from high in Gen.Choose(0, 65535)
          from low in Gen.Choose(0, 65535)
          from prefix in Gen.Choose(1, 32)
          select AddressPattern.FromText($"{high >> 8}.{high & 255}.{low >> 8}.{low & 255}/{prefix}") is var written
              ? new AddressPattern(written.Network)
              : default
        : from groups in Gen.Elements(0, 0, 0, 1, 0xfd00, 0xffff).ArrayOf(8)
          from prefix in Gen.Choose(1, 128)
          select AddressPattern.FromText($"{string.Join(':', groups.Select(group => $"{group:x}"))}/{prefix}") is var written
              ? new AddressPattern(written.Network)
              : default;

    private static Gen<Match> Base(IpFamily family) => Gen.OneOf(
        from address in Address(family) from inverted in Flag select (Match)new SourceMatch(address, inverted),
        from address in Address(family) from inverted in Flag select (Match)new DestinationMatch(address, inverted),
        from name in Name from inverted in Flag select (Match)new InInterfaceMatch(name + "+", inverted),
        from name in Name from inverted in Flag select (Match)new OutInterfaceMatch(name, inverted));

    private static Gen<Target?> Target(IpFamily family) => Gen.OneOf(
        Gen.Elements<Target?>(
            null, AcceptTarget.Instance, DropTarget.Instance, ReturnTarget.Instance, TraceTarget.Instance, RejectTarget.Default,
            new RejectTarget("tcp-reset"), MarkTarget.Or(0x4000), MarkTarget.Xor(0x4000), new MarkTarget(1, 3),
            new ConnmarkTarget(ConnmarkOperation.Set, 1, 3), new ConnmarkTarget(ConnmarkOperation.Save),
            new ConnmarkTarget(ConnmarkOperation.Restore, 1, 2), new MasqueradeTarget(true), new MasqueradeTarget(false, true, new(1, 2)),
            new DnatTarget(new NatRange(family == IpFamily.IPv4 ? "10.0.0.1:80" : "[fd00::1]:80"), true, true),
            new SnatTarget(new NatRange(family == IpFamily.IPv4 ? "10.0.0.1-10.0.0.9" : "fd00::1"), false, true, true),
            new UnknownTarget("NFLOG --nflog-group 1")),
        Name.Select(name => (Target?)new JumpTarget(name)),
        Name.Select(name => (Target?)new GotoTarget(name)),
        from prefix in Words
        from level in Gen.Elements<byte?>(null, 0, 7)
        from options in Gen.Elements(LogOptions.None, LogOptions.UserId | LogOptions.TcpSequence)
        select (Target?)new LogTarget(prefix, level, options));
}
