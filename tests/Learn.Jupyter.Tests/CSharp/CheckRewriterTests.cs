namespace Learn.Jupyter.Tests.CSharp;

/// <summary>The checks change nothing but that a cell can be interrupted.</summary>
public sealed class CheckRewriterTests(CheckedSessions sessions) : IClassFixture<CheckedSessions>
{
    /// <summary>Cells whose loops, functions and awaits are of every form, right ones and wrong ones.</summary>
    public static TheoryData<string> Corpus =>
    [
        "var s = 0; for (var i = 0; i < 10; i++) s += i;\ns",
        "var s = 0; foreach (var (a, b) in new[] { (1, 2), (3, 4) }) s += a * b;\ns",
        "var n = 0; do n++; while (n < 5);\nn",
        "var n = 0; while (n < 5) { if (n++ == 3) break; else continue; }\nn",
        "int n; for (;;) { n = 3; break; }\nn",
        "int F(bool b) { while (true) { if (b) return 1; b = true; } }\nF(false)",
        "int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(15)",
        "void Say(string s) => Console.WriteLine(s);\nSay(\"a\");",
        "int Never() => throw new NotSupportedException(\"never\");\n\nNever()",
        "async Task Wait() => await Task.Yield();\nawait Wait();",
        "async Task<int> Seven() => await Task.FromResult(7);\nawait Seven()",
        "async ValueTask<int> Seven() { await Task.Yield(); return 7; }\nawait Seven()",
        "async ValueTask Nothing() => await Task.Yield();\nawait Nothing()",
        "await Task.Run(() => 5)",
        "await Task.Run(() => Task.FromResult(5))",
        "await Task.Run(async () => { await Task.Delay(1); return 5; })",
        "await Task.Run(() => Console.Write(\"run\"));",
        "await Task.WhenAll(Enumerable.Range(0, 3).Select(async n => { await Task.Yield(); return n * n; }))",
        "await Task.FromResult(1).ConfigureAwait(false)",
        "await foreach (var each in Numbers()) Console.Write(each);\nasync IAsyncEnumerable<int> Numbers() { for (var i = 0; i < 3; i++) { await Task.Yield(); yield return i; } }",
        "System.Linq.Expressions.Expression<Func<int, bool>> e = n => n > 1;\ne.ToString()",
        "new[] { 1, 2, 3 }.AsQueryable().Where(n => n > 1).Select(n => new { n }).Count()",
        "(from n in Enumerable.Range(0, 9) where n % 2 == 0 orderby -n select n * n).ToArray()",
        "Func<int, Func<int, int>> add = a => b => a + b;\nadd(1)(2)",
        "Action<int> a = n => _ = n;\na(1);",
        "var f = (int a, ref int b) => b = a;\nvar x = 0; f(3, ref x);\nx",
        "var f = () => 1;\nvar g = object () => \"s\";\nf.GetType().Name + g()",
        "Func<int> f = () => throw new InvalidOperationException(\"lazy\");\nf()",
        "int[] a = { 1, 2 };\nref int At(int i) => ref a[i];\nAt(1) = 9;\na[1]",
        "class C { public int P => 1; public int Q { get => 2; set => Console.Write(value); } public int this[int i] => i; public C() { } static C() { } ~C() { } public static C operator +(C a, C b) => a; }\nvar c = new C(); c.Q = 5; (c + c).P + c.Q + c[3]",
        "struct S { public int X; public S(int x) { X = x; } public readonly int Twice() => 2 * X; }\nnew S(4).Twice()",
        "record R(int A) { public int B => A + 1; }\nnew R(1)",
        "IEnumerable<int> It() { foreach (var i in new[] { 1, 2 }) { yield return i; } }\nIt().Sum()",
        "{ var i = 0; again: i++; if (i < 5) goto again; Console.Write(i); }",
        "var n = 2; switch (n) { case 1: Console.Write(\"one\"); break; case 2: goto case 1; default: goto case 2; }",
        "// a comment\nfor (var i = 0; i < 2; i++) // another\n{\n#if DEBUG\n    Console.Write(\"debug\");\n#else\n    Console.Write(i); // third\n#endif\n}",
        "#region loops\nwhile (true)\n{\n    /* here */ break;\n}\n#endregion\nthrow new Exception(\"line 7\");",
        "var text = $\"{string.Join(',', new[] { 1, 2 }.Select(n => $\"<{n}>\"))}\";\ntext",
        "var r = \"\"\"\n  while (true);\n  \"\"\";\nr",
        "dynamic d = 5;\nFunc<dynamic, dynamic> twice = x => x + x;\ntwice(d)",
        "Task<dynamic> t = Task.FromResult<dynamic>(\"abc\");\n(await t).Length",
        "var t = Task.FromResult((a: 1, b: 2));\n(await t).b",
        "Task none = null;\nawait none;",
        "try { for (;;) throw new TimeoutException(); } catch (TimeoutException e) when (e.Message.Length > 0) { Console.Write(\"caught\"); } finally { Console.Write(\"done\"); }",
        "unsafe int First(int[] a) { fixed (int* p = a) { int* q = p; while (*q < 3) q++; return *q; } }\nFirst(new[] { 1, 2, 3 })",
        "using (var s = new StringReader(\"a\\nb\")) while (s.ReadLine() is { } line) Console.Write(line);",
        "lock (new object()) foreach (var c in \"ab\") Console.Write(c);",
        "var list = new List<int> { 3, 1, 2 };\nlist.Sort((a, b) => b - a);\nlist.ForEach(n => Console.Write(n));\nlist.Find(delegate (int n) { return n < 2; })",
        "var t = new Thread(() => Console.Write(1)); t.Start(); t.Join();",
        "T Id<T>(T t) where T : class => t;\nId<Func<string>>(() => \"x\")()",
        "ReadOnlySpan<char> Cut(ReadOnlySpan<char> s) => s[1..];\nCut(\"abc\").ToString()",
        "while (false) Console.Write(1);\nint unused;\nint F() { int y; return 1; Console.Write(2); }",
        "#warning careful\nfor (var i = 0; i < 3; i++);\n{ Console.Write(1); }\nasync Task G() { }",
        "while (true) { undefined(); }",
        "int F() { while (n < 3) { } }",
        "foreach (var x in 5) { }\nint G() => \"s\";\nFunc<int> f = () => \"t\";",
        "int H(int x) { if (x > 0) { return 1; } }",
        "for (var i = 0; i < 3; i++) { var i = 5; }",
        "Func<int, int> f = x => { int x = 1; return x; };",
        "const int c = 5; c = 6; while (c == 5) { c++; }",
        "for (int i = 0; i < 3",
        "var x = Task.Run(() => { return await Task.FromResult(1); });",
        "goto nowhere;",
        "int a = 1\nwhile (a < 3) a++;",
    ];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task Checks_change_no_message_no_result_and_no_line(string code)
    {
        var (with, without) = (sessions.With, sessions.Without);
        var (withBefore, withoutBefore) = (with.Output.Length, without.Output.Length);
        var one = await with.RunAsync(code);
        var other = await without.RunAsync(code);

        Assert.Equal(other.Ending, one.Ending);
        Assert.Equal(other.Diagnostics, one.Diagnostics);
        Assert.Equal(other.HasValue, one.HasValue);
        Assert.Equal(other.Value?.ToString(), one.Value?.ToString());
        Assert.Equal(other.Traceback, one.Traceback);
        Assert.Equal(without.Output[withoutBefore..], with.Output[withBefore..]);
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void What_compiles_also_compiles_with_checks(string code)
    {
        var cell = sessions.Fresh.Engine.Compiler.Compile(code, "cell 1", TestContext.Current.CancellationToken);

        // A query, an expression tree, an awaited non-task and a loop in a string need none.
        var needsNone = code.Contains("Expression<", StringComparison.Ordinal) || code.StartsWith("(from", StringComparison.Ordinal) || code.Contains("AsQueryable", StringComparison.Ordinal)
            || code.Contains("ConfigureAwait", StringComparison.Ordinal) || code.Contains("\"\"\"", StringComparison.Ordinal);
        Assert.True(cell.Compilation is null || cell.IsChecked || needsNone);
    }
}
