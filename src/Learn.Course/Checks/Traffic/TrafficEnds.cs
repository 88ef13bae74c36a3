namespace Learn.Course;

/// <summary>How a request can end, in the words that exercises use.</summary>
internal static class TrafficEnds
{
    /// <summary>An answer came, whatever its status.</summary>
    public const string Answered = "answered";

    /// <summary>The connection was refused at once.</summary>
    public const string Refused = "refused";

    /// <summary>Nothing came in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>The name was not known: no packet was sent to the target.</summary>
    public const string UnknownName = "unknown name";

    /// <summary>It broke in another way.</summary>
    public const string Broken = "broken";

    /// <summary>Does not matter.</summary>
    public const string Any = "any";

    /// <summary>The ends that an author can ask for.</summary>
    public static IReadOnlyList<string> Known { get; } = [Answered, Refused, Timeout, Any];

    /// <summary>What happened to some requests: <c>were refused</c>.</summary>
    public static string Words(string ends, bool isOne) => ends switch
    {
        Answered => isOne ? "was answered" : "were answered",
        Refused => isOne ? "was refused" : "were refused",
        Timeout => "ended in a timeout: no answer came",
        UnknownName => isOne ? "did not get off: the name is not known" : "did not get off: the name is not known",
        _ => isOne ? "broke off" : "broke off",
    };
}
