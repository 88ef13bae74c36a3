namespace Learn.Course;

/// <summary>What an answer looks like.</summary>
public enum QuestionKind
{
    /// <summary>One letter of those given.</summary>
    Choice,

    /// <summary>All letters that are right, in any order.</summary>
    Several,

    /// <summary>A number; a percent sign or the unit may follow.</summary>
    Number,

    /// <summary>A word: a chain, a Pod, a name. Case and spaces do not count.</summary>
    Word,

    /// <summary>An IP address.</summary>
    Address,

    /// <summary>How a request ends: <c>answered</c>, <c>refused</c> or <c>timeout</c>.</summary>
    Outcome,
}
