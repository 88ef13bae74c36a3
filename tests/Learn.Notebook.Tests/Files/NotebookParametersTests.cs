namespace Learn.Notebook.Tests.Files;

/// <summary>Values from outside become C# that keeps the variables' types.</summary>
public sealed class NotebookParametersTests
{
    [Theory]
    [InlineData("int n = 1;", "n", "5", "n = 5;")]
    [InlineData("long n = 1;", "n", "5", "n = 5;")]
    [InlineData("double n = 1;", "n", "5", "n = 5d;")]
    [InlineData("decimal n = 1;", "n", "1.5", "n = 1.5m;")]
    [InlineData("var n = 1.0;", "n", "5", "n = 5d;")]
    [InlineData("string n = null;", "n", "5", "n = \"5\";")]
    [InlineData("string? n = null;", "n", "true", "n = \"true\";")]
    [InlineData("var n = \"a\";", "n", "1.30", "n = \"1.30\";")]
    [InlineData("bool n = false;", "n", "True", "n = true;")]
    [InlineData("var other = 1;\nvar n = true;", "n", "false", "n = false;")]
    [InlineData("", "n", "5", "var n = 5;")]
    [InlineData("", "n", "5000000000", "var n = 5000000000L;")]
    [InlineData("", "n", "-1.5", "var n = -1.5;")]
    [InlineData("", "n", "007x", "var n = \"007x\";")]
    [InlineData("", "n", "a\"b\\c\n", "var n = \"a\\u0022b\\\\c\\n\";")]
    public void A_value_becomes_a_literal_of_the_variables_type(string declared, string name, string value, string expected)
    {
        var notebook = Notebooks.Of(("parameters", declared), (null, "rest"));
        var unknown = NotebookParameters.Inject(notebook, Values(name, value));
        Assert.Equal($"// Parameters\n{expected}", notebook.Cells[1].Source);
        Assert.Equal(["injected-parameters"], notebook.Cells[1].Tags);
        Assert.Equal(expected.StartsWith("var", StringComparison.Ordinal) ? [name] : [], unknown);
    }

    [Fact]
    public void Values_of_an_earlier_time_are_replaced_and_removed()
    {
        var notebook = Notebooks.Of(("parameters", "int n = 1;"), (null, "rest"));
        NotebookParameters.Inject(notebook, Values("n", "2"));
        NotebookParameters.Inject(notebook, Values("n", "3"));
        Assert.Equal(["int n = 1;", "// Parameters\nn = 3;", "rest"], notebook.Cells.Select(cell => cell.Source));
        NotebookParameters.Inject(notebook, new Dictionary<string, string>());
        Assert.Equal(["int n = 1;", "rest"], notebook.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void Without_a_cell_for_parameters_values_stand_at_the_start()
    {
        var notebook = Notebooks.OfCode("rest");
        Assert.Equal(["n"], NotebookParameters.Inject(notebook, Values("n", "2")));
        Assert.Equal(["// Parameters\nvar n = 2;", "rest"], notebook.Cells.Select(cell => cell.Source));
    }

    [Theory]
    [InlineData("n", "x", "The parameter n is a whole number in the notebook, and \"x\" is not.")]
    [InlineData("b", "1", "The parameter b is true or false in the notebook, and \"1\" is not.")]
    [InlineData("1n", "1", "\"1n\" cannot be the name of a C# variable")]
    public void What_does_not_fit_is_refused(string name, string value, string words)
    {
        var notebook = Notebooks.Of(("parameters", "int n = 1; bool b = true;"));
        Assert.Contains(words, Assert.Throws<NotebookFormatException>(() => NotebookParameters.Inject(notebook, Values(name, value))).Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Values(string name, string value) => new(StringComparer.Ordinal) { [name] = value };
}
