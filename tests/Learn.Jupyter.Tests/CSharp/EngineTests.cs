using Learn.Jupyter.CSharp;

namespace Learn.Jupyter.Tests.CSharp;

public sealed class EngineTests : IDisposable
{
    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Cells_see_what_earlier_cells_declared()
    {
        await session.ValueAsync("var x = 20; int Twice(int n) => 2 * n; record Pair(int A, int B);");
        await session.ValueAsync("using System.Globalization;");
        await session.ValueAsync("// nothing");

        Assert.Equal(42, await session.ValueAsync("new Pair(Twice(x), 2) is var p ? p.A + p.B : 0"));
        Assert.Equal("", await session.ValueAsync("CultureInfo.InvariantCulture.Name"));
        await session.ValueAsync("var x = \"again\";");
        Assert.Equal("again", await session.ValueAsync("x"));
    }

    [Theory]
    [InlineData("1 + 1", true)]
    [InlineData("Math.Max(1, 2);", false)]
    [InlineData("(object)null", true)]
    [InlineData("Console.Write(1)", false)]
    [InlineData("await Task.Yield()", false)]
    [InlineData("await Task.FromResult(7)", true)]
    [InlineData("await Task.CompletedTask", false)]
    [InlineData("return 5;", true)]
    [InlineData("Func<int> f = () => { return 5; };", false)]
    [InlineData("int F() { return 5; }", false)]
    [InlineData("var x = 1;\nx // the end", true)]
    [InlineData("", false)]
    public async Task A_last_expression_has_a_value(string code, bool hasValue)
    {
        var outcome = await session.RunAsync(code);

        Assert.Equal(CellEnding.Succeeded, outcome.Ending);
        Assert.Equal(hasValue, outcome.HasValue);
    }

    [Fact]
    public async Task An_error_of_the_compiler_names_its_place()
    {
        var outcome = await session.RunAsync("var a = 1;\n\tvar b = missing + a;");

        Assert.Equal(CellEnding.DidNotCompile, outcome.Ending);
        Assert.Equal("CS0103", outcome.ErrorName);
        var diagnostic = Assert.Single(outcome.Diagnostics);
        Assert.Equal((2, 10, 7, "\tvar b = missing + a;"), (diagnostic.Line, diagnostic.Column, diagnostic.Length, diagnostic.SourceLine));
        Assert.Contains("cell 1", outcome.Traceback[0], StringComparison.Ordinal);
        Assert.Contains("(2,10)", outcome.Traceback[0], StringComparison.Ordinal);
        Assert.Equal("    \t        \e[31m^^^^^^^\e[0m", outcome.Traceback[2]);
    }

    [Fact]
    public async Task Nothing_of_a_cell_that_does_not_compile_is_kept()
    {
        await session.ValueAsync("var x = 1;");
        await session.RunAsync("x = 5; var y = nonsense;");

        Assert.Equal(1, await session.ValueAsync("x"));
    }

    [Fact]
    public async Task A_warning_is_data_and_no_error()
    {
        var outcome = await session.RunAsync("#warning beware\n1");

        Assert.Equal(CellEnding.Succeeded, outcome.Ending);
        Assert.Equal("CS1030", Assert.Single(outcome.Diagnostics).Code);
        Assert.Empty(outcome.Traceback);
        Assert.Empty(session.Output);
    }

    [Fact]
    public async Task An_exception_names_cell_and_line()
    {
        await session.ValueAsync("int Divide(int a, int b)\n{\n    for (var i = 0; i < 1; i++) { a += 0; }\n    return a / b;\n}");
        var outcome = await session.RunAsync("var kept = 1;\n\nDivide(kept, 0)");

        Assert.Equal(CellEnding.Threw, outcome.Ending);
        Assert.Equal("DivideByZeroException", outcome.ErrorName);
        var text = Plain(outcome);
        Assert.Contains("at cell 1, line 4 in Divide\n     │ return a / b;", text, StringComparison.Ordinal);
        Assert.Contains("at cell 2, line 3\n     │ Divide(kept, 0)", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Learn.Jupyter", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Submission", text, StringComparison.Ordinal);
        Assert.Equal(1, await session.ValueAsync("kept"));
    }

    [Fact]
    public async Task Inner_and_aggregate_exceptions_are_told()
    {
        var outcome = await session.RunAsync(
            """
            throw new AggregateException(
                new InvalidOperationException("first", new ArgumentException("deep")),
                new TimeoutException("second"));
            """);

        var text = Plain(outcome);
        foreach (var each in (string[])["AggregateException", "first", "deep", "second", "caused by"])
        {
            Assert.Contains(each, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_exception_after_an_await_names_its_line()
    {
        var outcome = await session.RunAsync("await Task.Yield();\nasync Task Fail()\n{\n    await Task.Yield();\n    throw new Exception(\"late\");\n}\nawait Fail();");

        var text = Plain(outcome);
        Assert.Contains("at cell 1, line 5 in Fail", text, StringComparison.Ordinal);
        Assert.Contains("at cell 1, line 7", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_is_referred_to_by_absolute_and_relative_path()
    {
        var path = typeof(Xunit.FactAttribute).Assembly.Location;
        Assert.Equal("FactAttribute", await session.ValueAsync($"#r \"{path}\"\ntypeof(Xunit.FactAttribute).Name"));
        Assert.Equal("FactAttribute", await session.ValueAsync("nameof(Xunit.FactAttribute)"));

        using var relative = new Session(new CSharpEngineOptions { WorkingDirectory = Path.GetDirectoryName(path)! });
        Assert.Equal("FactAttribute", await relative.ValueAsync($"#r \"{Path.GetFileName(path)}\"\ntypeof(Xunit.FactAttribute).Name"));

        var missing = await session.RunAsync("#r \"missing.dll\"");
        Assert.Equal("CS0006", missing.ErrorName);
        Assert.Equal(2, await session.ValueAsync("1 + 1"));
    }

    [Fact]
    public async Task Imports_and_references_come_from_the_options()
    {
        using var other = new Session(new CSharpEngineOptions
        {
            Imports = ["System", "Xunit"], StaticImports = [typeof(Math)], References = [typeof(FactAttribute).Assembly.Location],
        });

        Assert.Equal("FactAttribute", await other.ValueAsync("Max(1, 2) == 2 ? nameof(FactAttribute) : \"\""));
    }

    [Fact]
    public async Task What_a_task_writes_after_the_end_still_belongs_to_its_cell()
    {
        await session.ValueAsync("var gate = new TaskCompletionSource();\nvar later = Task.Run(async () => { await gate.Task; Console.WriteLine(\"late\"); });");
        using var other = new Session();
        await session.Engine.RunAsync("Console.Write(\"x\"); gate.SetResult(); await later;", "cell 9", other, TestContext.Current.CancellationToken);

        Assert.Equal("late\n", session.Output);
        Assert.Equal("x", other.Output);
    }

    [Fact]
    public async Task Errors_and_outputs_keep_their_order()
    {
        await session.ValueAsync("Console.Write(1); Console.Error.Write(2); Console.WriteLine(3); Console.Out.WriteLine(\"{0}\", 4);");

        Assert.Equal("1!23\n4\n", session.Output);
    }

    [Theory]
    [InlineData("1 + 1", false)]
    [InlineData("Console.Write(1);", false)]
    [InlineData("for (var i = 0; i < 2; i++) { var j = i; }", false)]
    [InlineData("await Task.Yield();", false)]
    [InlineData("int.TryParse(\"1\", out var n)", true)]
    [InlineData("5 is var m", true)]
    [InlineData("var (a, b) = (1, 2);", true)]
    [InlineData("int F() => 1;", true)]
    [InlineData("using System.Globalization;\n1", true)]
    [InlineData("event Action E;", true)]
    [InlineData("class C { }", true)]
    public async Task Only_cells_that_declare_something_are_kept(string code, bool isKept)
    {
        await session.ValueAsync(code);

        Assert.Equal(isKept, session.Engine.Compiler.Last is not null);
    }

    [Fact]
    public async Task Later_cells_inherit_the_references_and_do_not_double_them()
    {
        await session.ValueAsync("var first = 1;");
        await session.ValueAsync($"#r \"{typeof(Xunit.FactAttribute).Assembly.Location}\"\nvar second = nameof(Xunit.FactAttribute);");
        await session.ValueAsync("var third = second + nameof(Xunit.TheoryAttribute) + new System.Xml.XmlDocument().Name;");

        Assert.Equal("FactAttributeTheoryAttribute#document", await session.ValueAsync("third"));
        Assert.Empty(session.Engine.Compiler.Last!.References);
    }

    [Fact]
    public async Task A_cell_that_declares_nothing_is_unloaded()
    {
        var cell = await AssemblyOfACellAsync();

        await Session.UntilAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return !cell.IsAlive;
        });

        async Task<WeakReference> AssemblyOfACellAsync() => new((await session.ValueAsync("new { A = 1 }"))!.GetType().Assembly);
    }

    [Fact]
    public async Task What_is_left_of_a_cell_that_declares_nothing_goes_on_and_sees_the_session()
    {
        await session.ValueAsync("var list = new List<int>(); record Note(int N);");
        await session.ValueAsync("list.ForEach(_ => { }); AppDomain.CurrentDomain.SetData(\"later\", (Func<int, object>)(n => { list.Add(n); return new Note(n + list.Count); }));");
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Assert.Equal("Note { N = 8 }", (await session.ValueAsync("((Func<int, object>)AppDomain.CurrentDomain.GetData(\"later\"))(7)"))!.ToString());
        Assert.Equal(7, await session.ValueAsync("list.Single()"));
    }

    [Fact]
    public async Task A_cell_that_failed_or_was_only_asked_about_leaves_its_place_to_the_next()
    {
        await session.RunAsync("var x = 1; throw new Exception();");
        await session.Engine.EvaluateAsync("var y = 2; y", TestContext.Current.CancellationToken);
        await session.ValueAsync("var z = 3;");

        Assert.Equal(4, await session.ValueAsync("x + z"));
    }

    [Fact]
    public async Task A_cell_reads_what_the_learner_types()
    {
        Assert.Equal("typed", await session.ValueAsync("Console.ReadLine()"));
    }

    [Fact]
    public async Task An_expression_is_evaluated_and_nothing_of_it_kept()
    {
        await session.ValueAsync("var x = 4;");
        var outcome = await session.Engine.EvaluateAsync("var y = 2; x * y", TestContext.Current.CancellationToken);

        Assert.Equal(8, outcome.Value);
        Assert.Equal("CS0103", (await session.RunAsync("y")).ErrorName);
    }

    private static string Plain(CellOutcome outcome) =>
        System.Text.RegularExpressions.Regex.Replace(string.Join('\n', outcome.Traceback), "\e\\[[0-9;]*m", "");
}
