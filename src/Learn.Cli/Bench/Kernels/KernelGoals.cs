using System.Globalization;

namespace Learn.Cli.Bench.Kernels;

/// <summary>What is measured, and what a learner should not wait longer for.</summary>
internal static class KernelGoals
{
    /// <summary>Our kernel's name in the table.</summary>
    public const string Ours = "learn";

    /// <summary>The name of the kernel to compare with.</summary>
    public const string Other = "ipykernel";

    /// <summary>Makes the table's rows of what was measured, in this order.</summary>
    public static IReadOnlyList<KernelComparison> Compare(KernelValues values, int cells, int declaring)
    {
        string many = cells.ToString("N0", CultureInfo.InvariantCulture);
        (string What, string Name, string Unit, double? Goal)[] rows =
        [
            ("start", "process start to kernel_info reply", "ms", 450),
            ("first at once", "first cell 1+1, right after that", "ms", 250),
            ("processor", "processor time up to its end", "ms", null),
            ("first after 1 s", "first cell 1+1, one second later", "ms", 60),
            ("warm", "warm cell 1+1, to idle", "ms", 6),
            ("late", $"cell 1+1, the last 100 of {many}", "ms", 6),
            ("late processor", $"processor time of one, second half of {many}", "ms", null),
            ("late declaring", $"declaring cell, the last 50 of {declaring}", "ms", null),
            ("memory", "memory after 41 cells, lab not started", "MB", 180),
            ("growth", $"growth of memory, cells 101 to {many}", "MB", null),
            ("declaring growth", $"growth of memory, {declaring} declaring cells", "MB", null),
        ];
        return
        [
            .. from row in rows
               let other = values.Of(Other, row.What)
               let ours = values.Of(Ours, row.What)
               where other.Count > 0 && ours.Count > 0
               select new KernelComparison(
                   new Measurement($"{Other}: {row.Name}", row.Unit, other),
                   new Measurement(row.Name, row.Unit, ours, row.Goal, $"{Other}: {row.Name}")),
        ];
    }
}
