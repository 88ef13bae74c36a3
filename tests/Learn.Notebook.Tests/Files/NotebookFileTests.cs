#pragma warning disable CA1416 // Labs, and so these tests, are for Linux.
namespace Learn.Notebook.Tests.Files;

/// <summary>Stored notebooks are read, kept as they are, and written as Jupyter writes them.</summary>
public sealed class NotebookFileTests : IDisposable
{
    // As Jupyter has written it; what is unknown here is in it, too.
    private const string AsJupyterWritesIt = """
        {
         "cells": [
          {
           "attachments": {},
           "cell_type": "markdown",
           "id": "one",
           "metadata": {
            "someone": {
             "else's": [
              1.50,
              1e3,
              null,
              true
             ]
            }
           },
           "source": [
            "# Größe 😀 \"<&>'+\" \\ / \u0001\u001b",
            "\n",
            "x"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "two",
           "metadata": {},
           "outputs": [],
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": "Learn (C#)",
           "language": "C#",
           "name": ".net-learn"
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5,
         "unknown": {}
        }

        """;

    private readonly string folder = Directory.CreateTempSubdirectory("learn-notebook-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_was_read_is_written_again_byte_for_byte() => Assert.Equal(AsJupyterWritesIt, NotebookFile.Parse(AsJupyterWritesIt, "x").ToString());

    [Fact]
    public void Another_layout_becomes_the_usual_one()
    {
        var text = """{"nbformat_minor":4,"nbformat":4,"metadata":{},"cells":[{"source":"a\nb","metadata":{},"cell_type":"raw"}]}""";
        Assert.Equal(
            "{\n \"cells\": [\n  {\n   \"cell_type\": \"raw\",\n   \"metadata\": {},\n   \"source\": [\n    \"a\\n\",\n    \"b\"\n   ]\n  }\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 4\n}\n",
            NotebookFile.Parse(text, "x").ToString());
    }

    [Theory]
    [InlineData("", "x.ipynb is no notebook: it is not JSON (line 1")]
    [InlineData("{\n\"a\": }", "x.ipynb is no notebook: it is not JSON (line 2")]
    [InlineData("[]", "x.ipynb is no notebook: there is no number \"nbformat\"")]
    [InlineData("""{"nbformat": "4"}""", "x.ipynb is no notebook: there is no number \"nbformat\"")]
    [InlineData("""{"nbformat": 3, "worksheets": []}""", "version 3, from before 2015; version 4 is needed. Convert it: jupyter nbconvert --to notebook --nbformat 4 x.ipynb")]
    [InlineData("""{"nbformat": 5}""", "version 5, which is newer")]
    [InlineData("""{"nbformat": 4}""", "there is no list \"cells\"")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": ""}, {"cell_type": "code"}]}""", "damaged: cell 2 of 2")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}""", "damaged: cell 1 of 1")]
    [InlineData("""{"nbformat": 4, "cells": [null]}""", "damaged: cell 1 of 1")]
    public void What_is_no_notebook_is_refused_in_a_sentence(string text, string words) =>
        Assert.Contains(words, Assert.Throws<NotebookFormatException>(() => NotebookFile.Parse(text, "x.ipynb")).Message, StringComparison.Ordinal);

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public async Task A_file_is_replaced_whole_and_keeps_its_rights_and_its_links()
    {
        var (file, link) = (Path.Combine(folder, "real.ipynb"), Path.Combine(folder, "link.ipynb"));
        await File.WriteAllTextAsync(file, AsJupyterWritesIt, Cancellation);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, "real.ipynb");
        await Notebooks.OfCode("1").SaveAsync(link, Cancellation);
        Assert.Equal("real.ipynb", new FileInfo(link).LinkTarget);
        Assert.Equal("1", Assert.Single((await NotebookFile.LoadAsync(file, Cancellation)).Cells).Source);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder).Length);
    }

    [Theory]
    [InlineData("", "[]")]
    [InlineData("a", "[\"a\"]")]
    [InlineData("a\n\nb\n", "[\"a\\n\",\"\\n\",\"b\\n\"]")]
    [InlineData("a\r\nb\rc\vd", "[\"a\\r\\n\",\"b\\r\",\"c\\u000B\",\"d\"]")]
    public void Lines_end_where_they_end_for_Jupyter(string text, string expected) => Assert.Equal(expected, MultilineText.Lines(text).ToJsonString());
}
