using System.CommandLine;
using Learn.Cli.Labs;

namespace Learn.Cli.Commands;

/// <summary><c>learn apply</c>, <c>delete</c>, <c>get</c> and <c>events</c>: the objects of a lab, as kubectl has them.</summary>
internal static class ObjectCommands
{
    private static readonly string[] Formats = ["wide", "yaml", "json", "name"];

    /// <summary>Makes <c>apply</c>.</summary>
    public static Command Apply(LabConversation conversation, TextReader input)
    {
        var files = ManifestFiles.Option("A manifest; - is standard input. May be given several times.");
        files.Required = true;
        var lab = LabOption.Create();
        var command = new Command("apply", "Creates or updates the objects of manifests in a lab, and returns when they are in effect.") { files, lab };
        command.SetAction(async (parsed, cancellationToken) => await conversation.RunAsync(
            parsed.GetValue(lab), new LabRequest.Apply(await ManifestFiles.ReadAsync(parsed.GetRequiredValue(files), input, cancellationToken)), cancellationToken));
        return command;
    }

    /// <summary>Makes <c>delete</c>.</summary>
    public static Command Delete(LabConversation conversation, TextReader input)
    {
        var words = new Argument<string[]>("TYPE NAME") { Description = "The objects: pod web-1 web-2, or pod/web-1.", Arity = ArgumentArity.ZeroOrMore };
        var files = ManifestFiles.Option("A manifest whose objects are deleted; - is standard input.");
        var selector = ObjectWords.Selector();
        var ns = ObjectWords.Namespace();
        var lab = LabOption.Create();
        var command = new Command("delete", "Deletes objects of a lab, and returns when they are gone.") { words, files, selector, ns, lab };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] given = parsed.GetValue(words) ?? [];
            string[] paths = parsed.GetValue(files) ?? [];
            return (given, paths) switch
            {
                ([], { Length: > 0 }) => await conversation.RunAsync(
                    parsed.GetValue(lab), new LabRequest.DeleteManifests(await ManifestFiles.ReadAsync(paths, input, cancellationToken)), cancellationToken),
                ({ Length: > 0 }, []) => await conversation.RunAsync(
                    parsed.GetValue(lab), DeletionOf(given, parsed.GetRequiredValue(ns), parsed.GetValue(selector)), cancellationToken),
                _ => throw new LabException("Say what is to be deleted: learn delete TYPE NAME, learn delete TYPE -l LABELS or learn delete -f FILE."),
            };
        });
        return command;
    }

    /// <summary>Makes <c>get</c>.</summary>
    public static Command Get(LabConversation conversation)
    {
        var kinds = new Argument<string>("TYPE") { Description = "Kinds (pods, svc,deploy, all) or an object (pod/web-1)." };
        var names = new Argument<string[]>("NAME") { Description = "Only the objects of these names.", Arity = ArgumentArity.ZeroOrMore };
        var ns = ObjectWords.Namespace();
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "In all namespaces." };
        var selector = ObjectWords.Selector();
        var format = new Option<string>("--output", "-o") { Description = "The form; a table without it.", HelpName = string.Join('|', Formats), DefaultValueFactory = _ => "" };
        format.AcceptOnlyFromAmong(["", .. Formats]);
        var lab = LabOption.Create();
        var command = new Command("get", "Shows objects of a lab, as kubectl get does: pods, services, endpointslices, nodes, deployments, events …")
        {
            kinds, names, ns, everywhere, selector, format, lab,
        };
        command.SetAction((parsed, cancellationToken) => conversation.RunAsync(
            parsed.GetValue(lab),
            new LabRequest.Show(
                parsed.GetRequiredValue(kinds),
                parsed.GetValue(names) ?? [],
                parsed.GetValue(everywhere) ? null : parsed.GetRequiredValue(ns),
                parsed.GetValue(selector),
                parsed.GetRequiredValue(format)),
            cancellationToken));
        return command;
    }

    /// <summary>Makes <c>events</c>.</summary>
    public static Command Events(LabConversation conversation)
    {
        var ns = ObjectWords.Namespace();
        var everywhere = new Option<bool>("--all-namespaces", "-A") { Description = "In all namespaces." };
        var lab = LabOption.Create();
        var command = new Command("events", "Shows what happened in a lab, the latest last.") { ns, everywhere, lab };
        command.SetAction((parsed, cancellationToken) => conversation.RunAsync(
            parsed.GetValue(lab), new LabRequest.Show("events", [], parsed.GetValue(everywhere) ? null : parsed.GetRequiredValue(ns)), cancellationToken));
        return command;
    }

    private static LabRequest.Delete DeletionOf(string[] words, string ns, string? selector)
    {
        if (words[0].Contains('/'))
        {
            var objects = words.Select(word => ObjectWords.Read([word])).ToList();
            return objects.TrueForAll(one => one.Kind == objects[0].Kind)
                ? new LabRequest.Delete(objects[0].Kind, [.. objects.Select(one => one.Name)], ns)
                : throw new LabException("Objects of one kind can be deleted at a time.");
        }

        return words.Length > 1 != selector is not null
            ? new LabRequest.Delete(words[0], words[1..], ns, selector)
            : throw new LabException("Name the objects, or select them with -l, one of the two.");
    }
}
