namespace Learn.Course.Tests;

/// <summary>A course in a folder of its own, which goes with it.</summary>
internal sealed class CourseFolder : IDisposable
{
    /// <summary>An exercise in which nothing is wrong.</summary>
    public const string Exercise = """
        title: Nobody answers
        kind: repair
        goal: You can tell why a Service has no endpoints.
        minutes: 10
        lesson: "05"
        needs: [lesson 03, exercise 02]
        covers:
          beliefs: [13]
          features: [no-endpoints]
        draw:
          name: [web, shop, blog]
          pods: {from: 2, to: 5}
          other: {from: 2, to: 5, not: [pods]}
          less: "{{ pods | minus: 1 }}"
        start:
          - apply: start/web.yaml
          - run: |
              iptables -t nat -L
            on: node/node-1
        text: |
          The Service {{ name }} has {{ pods }} Pods.
        questions:
          - id: why
            ask: Why?
            kind: choice
            options:
              a: It is the wind.
              b: {text: It is the rain., feedback: "Rain is wet. Try `#!sh date`."}
            answer: a
        checks:
          - id: answers
            title: The Service answers
            traffic: {to: "http://{{ name }}", count: 5, by: app=web}
            after:
              - {scale: deployment/web, replicas: 3}
          - id: reason
            title: The reason is known
            answer: why
        hints:
          - nudge: Think.
            look: "#!kubectl get endpoints"
        explanation: Because of the selector.
        fails: {check: answers, says: nobody answered}
        """;

    /// <summary>An empty course.</summary>
    public CourseFolder() => Write("exercises/beliefs.yaml", "1: {text: A, verdict: 'false'}\n");

    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("learn-course-").FullName;

    /// <summary>A course with one exercise.</summary>
    public static CourseFolder With(string exercise)
    {
        var course = new CourseFolder();
        course.Write("exercises/07-wrong-selector/exercise.yaml", exercise);
        course.Write("exercises/07-wrong-selector/start/web.yaml", "kind: Service # {{ name }}\n");
        return course;
    }

    /// <summary>Writes a file.</summary>
    public void Write(string file, string text)
    {
        string path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>The exercise of the course.</summary>
    public Exercise Only() => CourseCatalog.Load(Path).Exercises.Single();

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
