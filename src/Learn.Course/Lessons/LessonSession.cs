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
    public LessonProgress Progress => Of(store.Read());

    /// <summary>A prediction.</summary>
    /// <exception cref="CourseException">There is no such one.</exception>
    public QuestionDefinition Prediction(string id) => QuestionList.Find(Lesson.Definition.Predictions, id, "prediction", $"lesson {Lesson.Number}");

    /// <summary>A question.</summary>
    /// <exception cref="CourseException">There is no such one.</exception>
    public QuestionDefinition Question(string id) => QuestionList.Find(Lesson.Definition.Questions, id, "question", $"lesson {Lesson.Number}");

    /// <summary>Commits a guess. Once it was revealed what happens, another guess is noted no more.</summary>
    /// <returns>The guess that stands.</returns>
    /// <exception cref="CourseException">It is no answer of its kind.</exception>
    public GuessProgress Predict(string id, string guess)
    {
        var prediction = Prediction(id);
        AnswerJudgement.Expect(prediction, guess);
        var changed = Change(progress => progress.Predictions.GetValueOrDefault(prediction.Id) is { Seen: not null }
            ? progress
            : progress with { Predictions = progress.Predictions.SetItem(prediction.Id, new GuessProgress { Guess = guess.Trim(), At = Now }) });
        return changed.Predictions[prediction.Id];
    }

    /// <summary>Holds the guess against what was seen. Without a guess it only says so. What was seen first is what counts; later runs are judged, too, but not noted.</summary>
    /// <exception cref="CourseException">What was seen is no answer of that kind: a mistake of the lesson.</exception>
    public (GuessProgress? Guess, AnswerJudgement? Judgement) Reveal(string id, string seen)
    {
        var prediction = Prediction(id);
        if (Progress.Predictions.GetValueOrDefault(prediction.Id) is not { } guess)
        {
            return (null, null);
        }

        var judgement = AnswerJudgement.Of(prediction, guess.Guess, seen);
        var changed = Change(progress => progress.Predictions.GetValueOrDefault(prediction.Id) is { Seen: null } open
            ? progress with { Predictions = progress.Predictions.SetItem(prediction.Id, open with { Seen = seen.Trim(), Right = judgement.IsRight }) }
            : progress);
        return (changed.Predictions[prediction.Id], judgement);
    }

    /// <summary>Answers a question.</summary>
    /// <param name="id">The question.</param>
    /// <param name="given">The answer.</param>
    /// <param name="right">The right answer with what the lab knows in place; null for what the definition says.</param>
    /// <exception cref="CourseException">There is no such question, or it is no answer of its kind.</exception>
    public AnswerJudgement Answer(string id, string given, string? right = null)
    {
        var question = Question(id);
        var judgement = AnswerJudgement.Of(question, given, right ?? Lesson.Render(question.Answer!));
        Change(progress => progress with
        {
            Questions = progress.Questions.SetItem(question.Id, new AnswerProgress
            {
                Answer = given.Trim(),
                Right = judgement.IsRight,
                Times = (progress.Questions.GetValueOrDefault(question.Id)?.Times ?? 0) + 1,
                At = Now,
            }),
        });
        return judgement;
    }

    private DateTimeOffset Now => store.Clock.GetUtcNow();

    private LessonProgress Of(LearnerProgress learner) => learner.Lessons.GetValueOrDefault(Lesson.Id) ?? new LessonProgress();

    private LessonProgress Change(Func<LessonProgress, LessonProgress> change)
        => Of(store.Change(learner => learner with { Lessons = learner.Lessons.SetItem(Lesson.Id, change(Of(learner))) }));
}
