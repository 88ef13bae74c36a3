using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Learn.Clients.Tests.Jupyter;
using Learn.Course;

namespace Learn.Clients.Tests.Browser;

/// <summary>The course's own notebooks where Jupyter works, for the kernel under test; and what the course knows of them.</summary>
internal static class CourseNotebooks
{
    /// <summary>The course.</summary>
    public static CourseCatalog Course { get; } = CourseCatalog.Load(Folder());

    /// <summary>Puts a lesson there.</summary>
    /// <returns>The name of its copy.</returns>
    public static async Task<string> CopyAsync(JupyterHome home, Lesson lesson)
    {
        var notebook = JsonNode.Parse(await File.ReadAllTextAsync(lesson.Notebook, TestContext.Current.CancellationToken))!;
        var name = $"{lesson.Id}.ipynb";
        await WriteAsync(home, notebook, name);
        return name;
    }

    /// <summary>Makes an empty notebook there.</summary>
    /// <returns>Its name.</returns>
    public static async Task<string> NewAsync(JupyterHome home, string name)
    {
        var notebook = JsonNode.Parse("""{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "id": "top", "metadata": {}, "source": ["Notes"]}]}""")!;
        await WriteAsync(home, notebook, name);
        return name;
    }

    private static Task WriteAsync(JupyterHome home, JsonNode notebook, string name)
    {
        notebook["metadata"]!["kernelspec"] = new JsonObject { ["name"] = JupyterHome.KernelName, ["display_name"] = "Learn (C#)", ["language"] = "C#" };
        return File.WriteAllTextAsync(home.At(Path.Combine("work", name)), notebook.ToJsonString(), TestContext.Current.CancellationToken);
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
