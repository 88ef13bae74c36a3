namespace Learn.Course;

/// <summary>What an exercise asks of the learner.</summary>
public enum ExerciseKind
{
    /// <summary>Write the manifest.</summary>
    Write,

    /// <summary>Say what will happen, before it does.</summary>
    Predict,

    /// <summary>Find what is broken, and mend it.</summary>
    Repair,

    /// <summary>Read rules, and answer.</summary>
    Read,

    /// <summary>Write rules by hand, with iptables.</summary>
    Rules,

    /// <summary>Choose the sentence that is true.</summary>
    Explain,
}
