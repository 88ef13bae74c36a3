namespace Learn.Netfilter;

/// <summary>
/// Sets of the places where the kernel calls chains; see <see cref="Hook"/>. A built-in chain is called at one, a user-defined chain
/// wherever it is reached from.
/// </summary>
[Flags]
internal enum Hooks
{
    None = 0,
    Prerouting = 1,
    Input = 2,
    Forward = 4,
    Output = 8,
    Postrouting = 16,
    All = 31,
}
