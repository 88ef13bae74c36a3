namespace Learn.Course;

/// <summary>A course, an exercise or a call is not as it must be. The message is for whoever wrote it: which file, line and field, and what was expected.</summary>
public sealed class CourseException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public CourseException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong, and what led to it.</summary>
    public CourseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
