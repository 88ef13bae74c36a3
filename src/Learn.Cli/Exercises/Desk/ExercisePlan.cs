namespace Learn.Cli.Exercises.Desk;

/// <summary>The exercise that a lab is to be kept for, as it travels to the process that keeps it.</summary>
/// <param name="Course">The course's folder, absolute.</param>
/// <param name="Exercise">The exercise's id.</param>
/// <param name="Seed">The learner's seed.</param>
/// <param name="Drawing">How often it was drawn anew.</param>
/// <param name="Folder">Where the learner's files are, absolute.</param>
internal sealed record ExercisePlan(string Course, string Exercise, int Seed, int Drawing, string Folder);
