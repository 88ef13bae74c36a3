namespace Learn.Course;

/// <summary>What a learner does with the predictions and questions of a lesson.</summary>
public sealed class LessonSession
{
    private readonly ProgressStore store;

    /// <summary>Makes it.</summary>
    public LessonSession(Lesson lesson, ProgressStore store)
    {
        Lesson = lesson;
        this.store = store;
    }

    /// <summary>The lesson.</summary>
    public Lesson Lesson { get; }

    /// <summary>The learner's progress in it.</summary>
    public LessonProgress Progress => store.Read().Lessons.GetValueOrDefault(Lesson.Id) ?? new LessonProgress();

    /// <summary>A prediction.</summary>
    /// <exception cref="CourseException">There is no such one.</exception>
    public QuestionDefinition Prediction(string id) => throw new NotImplementedException();

    /// <summary>A question.</summary>
    /// <exception cref="CourseException">There is no such one.</exception>
    public QuestionDefinition Question(string id) => throw new NotImplementedException();

    /// <summary>Commits a guess. Once it was revealed what happens, another guess is noted no more.</summary>
    /// <exception cref="CourseException">It is no answer of its kind.</exception>
    public GuessProgress Predict(string id, string guess) => throw new NotImplementedException();

    /// <summary>Holds the guess against what was seen. Without a guess it only says so.</summary>
    public (GuessProgress? Guess, AnswerJudgement? Judgement) Reveal(string id, string seen) => throw new NotImplementedException();

    /// <summary>Answers a question.</summary>
    /// <param name="id">The question.</param>
    /// <param name="given">The answer.</param>
    /// <param name="right">The right answer with what the lab knows in place; null for what the definition says.</param>
    public AnswerJudgement Answer(string id, string given, string? right = null) => throw new NotImplementedException();
}
