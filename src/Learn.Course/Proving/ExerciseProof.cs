using System.Collections.Immutable;
using System.Diagnostics;

namespace Learn.Course;

/// <summary>
/// Proves an exercise in both directions: its texts render whatever is drawn, hints exist, the untouched start state fails for the reason that its author recorded, the
/// solution passes, and every wrong attempt fails with its message.
/// </summary>
public static class ExerciseProof
{
    /// <summary>Proves it.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="options">How; null for the defaults. <see cref="CourseProofOptions.Only"/> and <see cref="CourseProofOptions.LabsAtOnce"/> do not matter here.</param>
    /// <param name="progress">Told each result as it comes; null for silence.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Sandbox.SandboxUnavailableException">The machine allows no lab.</exception>
    public static async Task<ProofReport> RunAsync(
        Exercise exercise, CourseProofOptions? options = null, IProgress<ProofResult>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        options ??= new CourseProofOptions();
        long start = Stopwatch.GetTimestamp();
        var results = ImmutableArray.CreateBuilder<ProofResult>();
        foreach (var result in ExerciseFiles.Prove(exercise, options.Seed, options.TextSeeds))
        {
            Tell(result);
        }

        // What cannot be read or drawn cannot be run.
        if (options.WithLabs && results.All(result => result.Holds))
        {
            var trials = new ExerciseTrials(exercise, options.Patience, Tell);
            await trials.RunAsync(options.Seed, withWrongAttempts: true, cancellationToken);
            if (options.OtherSeed is { } other)
            {
                await trials.RunAsync(other, withWrongAttempts: false, cancellationToken);
            }
        }

        return new ProofReport(results.ToImmutable(), Stopwatch.GetElapsedTime(start));

        void Tell(ProofResult result)
        {
            results.Add(result);
            progress?.Report(result);
        }
    }
}
