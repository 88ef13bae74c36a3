namespace Learn.Documents.Tests.Blocks;

/// <summary>The words of marks.</summary>
internal enum MarkKind
{
    /// <summary>Executed as it stands.</summary>
    None,

    /// <summary>Shell commands, in the comment itself, that the reader has run before this block without being shown.</summary>
    First,

    /// <summary>The block is done in another folder, seen from the clone: <c>../my-course</c>.</summary>
    In,

    /// <summary>The reader keeps the block under this name; later blocks use it.</summary>
    File,

    /// <summary>The block ends with this exit code, not with 0.</summary>
    EndsWith,

    /// <summary>An <c>exercise.yaml</c>, read by the strict reader of the course.</summary>
    Exercise,

    /// <summary>An <c>attempt.yaml</c> of the exercise above it.</summary>
    Attempt,

    /// <summary>The YAML beside a lesson.</summary>
    Lesson,

    /// <summary>Text that is a picture, and nobody's output.</summary>
    Drawing,

    /// <summary>Another test class executes these commands.</summary>
    RunBy,

    /// <summary>Cannot be executed here, for one of the known reasons; checked for its syntax.</summary>
    NotRun,
}
