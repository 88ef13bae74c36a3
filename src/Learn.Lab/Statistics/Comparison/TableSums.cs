namespace Learn;

/// <summary>The sums of a table of counts, and what they make expect in each cell.</summary>
internal sealed class TableSums
{
    public TableSums(int[][] table)
    {
        Rows = [.. table.Select(row => row.Sum())];
        Columns = [.. Enumerable.Range(0, table[0].Length).Select(column => table.Sum(row => row[column]))];
        Total = Rows.Sum();
    }

    public int[] Rows { get; }

    public int[] Columns { get; }

    public int Total { get; }

    public double SmallestExpected => Expected(Array.IndexOf(Rows, Rows.Min()), Array.IndexOf(Columns, Columns.Min()));

    /// <summary>A bound for the number of tables of two rows with these sums.</summary>
    public double Tables => Columns.Aggregate(1.0, (product, column) => product * (Math.Min(column, Rows.Min()) + 1));

    public double Expected(int row, int column) => (double)Rows[row] * Columns[column] / Total;

    public double Statistic(int[][] table, FitStatistic kind)
    {
        var term = GoodnessOfFitTest.TermOf(kind);
        double sum = 0;
        for (int row = 0; row < table.Length; row++)
        {
            for (int column = 0; column < Columns.Length; column++)
            {
                sum += term(table[row][column], Expected(row, column));
            }
        }

        return Math.Max(0, sum);
    }
}
