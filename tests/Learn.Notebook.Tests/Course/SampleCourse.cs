namespace Learn.Notebook.Tests.Course;

/// <summary>A small course in a folder of its own: three exercises and a lesson. And the progress of a learner who knows nothing yet.</summary>
internal sealed class SampleCourse : IDisposable
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: {{ pods }}
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: wep}, ports: [{port: {{ port }}, targetPort: 8080}]}
        """;

    private const string LostPort = """
        title: The Service that finds nobody
        kind: repair
        goal: You can mend the *selector* of a Service.
        minutes: 5
        lesson: "02"
        draw:
          pods: {from: 2, to: 2}
          port: {from: 8100, to: 8999}
        start:
          - apply: start/web.yaml
        text: |
          The Service `web` listens on port **{{ port }}**, and refuses every request.

          1. Mend its selector.
        questions:
          - id: target
            ask: On which port do the {{ pods }} Pods of `web` listen?
            kind: number
            answer: "8080"
            right: The manifest says so.
            wrong: Look at the manifest of the Pods.
        checks:
          - id: answers
            title: The Service answers from its Pods
            traffic: {to: "http://web:{{ port }}/", count: 30, by: ["app=web"]}
          - id: follows
            title: It still does with one Pod more
            traffic: {to: "http://web:{{ port }}/", count: 40, by: ["app=web"]}
            after:
              - scale: deployment/web
                replicas: "{{ pods | plus: 1 }}"
          - id: target
            title: You know the Pods' port
            answer: target
        hints:
          - check: answers
            nudge: Whom does the Service look for?
            look: "Compare: `#!kubectl get pods --show-labels`."
        explanation: The selector named a label that **no Pod** has.
        fails:
          check: answers
          says: refused
        """;

    private const string Long = """
        title: A check that takes its time
        kind: write
        goal: You can wait.
        minutes: 3
        draw:
          pods: {from: 1, to: 1}
          port: {from: 80, to: 80}
        start:
          - apply: ../07-lost-service/start/web.yaml
        text: Wait.
        checks:
          - id: slow
            title: Nobody answers for a long time
            traffic: {to: "http://web:{{ port }}/", count: 500000, ends: refused}
            after:
              - scale: deployment/web
                replicas: "3"
        explanation: It was long.
        fails: {check: slow, says: x}
        """;

    private const string Guess = """
        title: What will happen?
        kind: predict
        goal: You can tell how a request ends.
        minutes: 3
        draw:
          pods: {from: 1, to: 1}
          port: {from: 80, to: 80}
        start:
          - apply: ../07-lost-service/start/web.yaml
        text: Guess.
        questions:
          - id: ends
            ask: How does a request to `http://web` end?
            kind: outcome
            right: There is no endpoint, and a rule says so.
            wrong: Look for the rule with REJECT.
        checks:
          - id: ends
            title: Your guess is right
            predict: {question: ends, traffic: {to: "http://web/"}, observe: ends}
        explanation: It is refused.
        fails: {check: ends, says: guess}
        """;

    private const string Lesson = """
        title: "Three Pods: how random is random?"
        goal: You can say which share a Pod gets.
        minutes: 20
        predictions:
          - id: third-pod
            ask: Which share of the requests does the third of three Pods get?
            kind: number
            unit: "%"
            tolerance: 3
            right: Each gets a third.
            wrong: The last rule takes what is left, a third.
        questions:
          - id: why
            ask: Why do the numbers in the rules differ?
            kind: choice
            options:
              a:
                text: The first Pod is preferred.
                feedback: It gets no more than the others.
              b:
                text: Each rule sees only what is left.
                feedback: Yes.
            answer: b
            right: The numbers are those of one rule.
          - id: address
            ask: Which is the cluster IP of the name server?
            kind: address
            answer: '{{ "kube-system/kube-dns" | cluster_ip }}'
            right: The lab says so.
            wrong: Ask the lab.
          - id: pods
            ask: How many?
            kind: number
            answer: "3"
            right: Three.
            wrong: Count.
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("learn-sample-course-");

    public SampleCourse()
    {
        Write("exercises/07-lost-service/exercise.yaml", LostPort);
        Write("exercises/07-lost-service/start/web.yaml", Web);
        Write("exercises/07-lost-service/solution/attempt.yaml", "text: Name the label that the Pods have.\nactions:\n  - apply: service.yaml\nanswers: {target: \"8080\"}\n");
        Write("exercises/07-lost-service/solution/service.yaml", Mended);
        Write("exercises/08-long/exercise.yaml", Long);
        Write("exercises/09-guess/exercise.yaml", Guess);
        Write("notebooks/02-three-pods.yaml", Lesson);
        Write("notebooks/02-three-pods.ipynb", """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}""");
    }

    /// <summary>The Service as it must be; the port is that of the learner.</summary>
    public static string Mended => """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: {{ port }}, targetPort: 8080}]}
        """;

    /// <summary>The learner's progress.</summary>
    public UnattendedProgress Progress { get; } = new();

    /// <summary>A notebook beside the lessons.</summary>
    public NotebookOptions Options => new() { WorkingDirectory = Path.Combine(root.FullName, "notebooks"), Progress = Progress.Store };

    public void Dispose()
    {
        Progress.Dispose();
        root.Delete(recursive: true);
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
