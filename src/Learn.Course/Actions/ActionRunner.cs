using System.Globalization;
using Learn.Cluster;

namespace Learn.Course;

/// <summary>Does actions, and knows how each is undone.</summary>
/// <param name="lab">The lab.</param>
/// <param name="held">What is kept open.</param>
/// <param name="render">Puts values in place.</param>
internal sealed class ActionRunner(Lab lab, HeldTraffic held, Func<string, string> render)
{
    private readonly CommandActions commands = new(lab);
    private readonly PodActions pods = new(lab);
    private readonly ProxyActions proxies = new(lab);

    /// <summary>Does an action.</summary>
    /// <param name="action">The action; its texts are templates.</param>
    /// <param name="folder">The folder that its files are relative to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What undoes it.</returns>
    /// <exception cref="CourseException">It failed; the message names it.</exception>
    public async Task<UndoableAction> DoAsync(ActionDefinition action, string folder, CancellationToken cancellationToken)
    {
        try
        {
            return new UndoableAction(ActionWords.Of(action, render), await DoOneAsync(action, folder, cancellationToken));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A mistake in a template is told with the template as it was written.
            throw new CourseException($"The action \"{ActionWords.Of(action, static text => text)}\" failed: {error.Message}", error);
        }
    }

    /// <summary>Applies a file: a manifest, or a script with the ending <c>.sh</c>.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="text">What is in it, with values in place.</param>
    /// <param name="defaultNamespace">The namespace of objects that name none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What undoes it.</returns>
    public async Task<Func<CancellationToken, Task>> ApplyTextAsync(string name, string text, string defaultNamespace, CancellationToken cancellationToken)
    {
        if (name.EndsWith(".sh", StringComparison.Ordinal))
        {
            await commands.RunAsync(text, ScriptPlace.Of(text), cancellationToken);
            return _ => throw new CourseException($"the script {name} does not say how it is undone. Use \"run\" with \"undo\" instead.");
        }

        var manifest = LabManifest.Read(text, name);
        var before = ObjectSnapshot.OfManifest(lab, manifest, defaultNamespace);
        await lab.ApplyAsync(manifest, new ApplyOptions { Namespace = defaultNamespace, FileName = name }, cancellationToken);
        return manifest.Options?.KubeProxy is null
            ? before.RestoreAsync
            : _ => throw new CourseException($"kube-proxy's configuration in {name} cannot be taken back.");
    }

    private Task<Func<CancellationToken, Task>> DoOneAsync(ActionDefinition action, string folder, CancellationToken cancellationToken)
        => action switch
        {
            { Apply: { } apply } => ApplyAsync(apply, folder, NamespaceOf(action), cancellationToken),
            { Delete: { } name } => DeleteAsync(ObjectName.Parse(render(name), NamespaceOf(action)), action.Wait, cancellationToken),
            { Scale: { } name } => ScaleAsync(ObjectName.Parse(render(name), NamespaceOf(action)), Replicas(action), cancellationToken),
            { Unready: { } name } => pods.SetReadyAsync(ObjectName.Parse(render(name), NamespaceOf(action)), ready: false, cancellationToken),
            { Ready: { } name } => pods.SetReadyAsync(ObjectName.Parse(render(name), NamespaceOf(action)), ready: true, cancellationToken),
            { Fault: { } name } => pods.SetFaultAsync(ObjectName.Parse(render(name), NamespaceOf(action)), render(action.How ?? "").Trim(), cancellationToken),
            { Run: { } script } => RunAsync(render(script), Rendered(action.On), action.Undo, cancellationToken),
            { StopProxy: { } node } => proxies.StopAsync(render(node).Trim(), cancellationToken),
            { StartProxy: { } node } => proxies.StartAsync(render(node).Trim(), cancellationToken),
            { Hold: { } target } => HoldAsync(render(target), render(action.As ?? "held"), Rendered(action.On), cancellationToken),
            _ => throw new CourseException("It says nothing that is to be done. One of apply, delete, scale, unready, ready, fault, run, stopProxy, startProxy and hold is needed."),
        };

    private async Task<Func<CancellationToken, Task>> ApplyAsync(string apply, string folder, string defaultNamespace, CancellationToken cancellationToken)
    {
        string rendered = render(apply);
        if (rendered.Trim().Contains('\n', StringComparison.Ordinal))
        {
            return await ApplyTextAsync("the manifest", rendered, defaultNamespace, cancellationToken);
        }

        string path = Path.Combine(folder, rendered.Trim());
        return File.Exists(path)
            ? await ApplyTextAsync(rendered.Trim(), render(await File.ReadAllTextAsync(path, cancellationToken)), defaultNamespace, cancellationToken)
            : throw new CourseException($"There is no file {rendered.Trim()} in {Path.GetFileName(folder)}.");
    }

    private async Task<Func<CancellationToken, Task>> DeleteAsync(ObjectName name, bool waits, CancellationToken cancellationToken)
    {
        if (!waits)
        {
            lab.Cluster.Delete(name.Kind, name.Namespace, name.Name);
            await lab.WaitForRulesAsync(cancellationToken);
            return _ => throw new CourseException($"nobody waits for {name.Name} to be gone, so it cannot be made anew.");
        }

        var before = ObjectSnapshot.Of(lab, name);
        await lab.DeleteAsync(name.Kind.Singular, name.Name, name.Namespace, cancellationToken: cancellationToken);
        return before.RestoreAsync;
    }

    private async Task<Func<CancellationToken, Task>> ScaleAsync(ObjectName name, int replicas, CancellationToken cancellationToken)
    {
        int? before = lab.Cluster.Get(name.Kind, name.Namespace, name.Name) switch
        {
            k8s.Models.V1Deployment deployment => deployment.Spec.Replicas,
            k8s.Models.V1ReplicaSet set => set.Spec.Replicas,
            _ => null,
        };
        await lab.ScaleAsync(name.Kind.Singular, name.Name, replicas, name.Namespace, cancellationToken);
        return cancel => lab.ScaleAsync(name.Kind.Singular, name.Name, before ?? 1, name.Namespace, cancel);
    }

    private async Task<Func<CancellationToken, Task>> RunAsync(string script, string? host, string? undo, CancellationToken cancellationToken)
    {
        // What the undoing command says is fixed before the world changes.
        string? back = Rendered(undo);
        await commands.RunAsync(script, host, cancellationToken);
        return cancel => back is null ? Task.CompletedTask : commands.RunAsync(back, host, cancel);
    }

    private async Task<Func<CancellationToken, Task>> HoldAsync(string target, string name, string? from, CancellationToken cancellationToken)
    {
        await held.OpenAsync(name, target, from, cancellationToken);
        return _ => held.CloseAsync(name);
    }

    private int Replicas(ActionDefinition action)
        => int.TryParse(render(action.Replicas ?? "").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int replicas)
            ? replicas
            : throw new CourseException($"\"{action.Replicas}\" is no number of replicas.");

    private string NamespaceOf(ActionDefinition action) => Rendered(action.Namespace) is { Length: > 0 } given ? given : Lab.DefaultNamespace;

    private string? Rendered(string? text) => text is null ? null : render(text).Trim();
}
