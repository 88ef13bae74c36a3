using Learn.Course;

namespace Learn.Notebook;

/// <summary>Links from a notebook to others of the course.</summary>
internal static class CourseLinks
{
    /// <summary>The lesson that an exercise belongs to; null for none.</summary>
    public static CourseLink? LessonOf(NotebookSession notebook, Exercise exercise) =>
        exercise.Definition.Lesson is { } number && notebook.Course.Catalog.Lessons.FirstOrDefault(lesson => lesson.Number == number) is { } lesson
            ? new CourseLink(lesson.ToString(), Path.GetRelativePath(notebook.WorkingDirectory, lesson.Notebook).Replace('\\', '/'))
            : null;
}
