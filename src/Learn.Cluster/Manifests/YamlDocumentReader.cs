using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Learn.Cluster;

/// <summary>Makes the nodes of one document from the events of the YAML parser: resolves scalars, aliases and merge keys, and reports
/// syntax errors and repeated keys.</summary>
internal sealed class YamlDocumentReader(ManifestPart part, int number, string? fileName)
{
    /// <summary>Aliases can make a small text stand for a huge one; arbitrary, far above what a manifest needs.</summary>
    private const int MaximumNodes = 1_000_000;

    /// <summary>Deeper ones would use up the stack; arbitrary, far above what an API object needs.</summary>
    private const int MaximumDepth = 200;

    private readonly Dictionary<string, (ManifestNode Node, int Size)> anchors = new(StringComparer.Ordinal);
    private readonly List<ManifestProblem> problems = [];
    private int nodes;
    private int depth;

    public IReadOnlyList<ManifestProblem> Problems => problems;

    /// <summary>The documents of the part: one, or more if it uses <c>...</c>.</summary>
    public IReadOnlyList<ManifestNode> Read()
    {
        var documents = new List<ManifestNode>();
        var parser = new Parser(new Scanner(new StringReader(YamlSyntax.Prepare(part.Text)), skipComments: true));
        try
        {
            parser.Consume<StreamStart>();
            while (parser.Accept<DocumentStart>(out _))
            {
                parser.Consume<DocumentStart>();
                anchors.Clear();
                documents.Add(ReadNode(parser, isRoot: true));
                parser.Consume<DocumentEnd>();
            }
        }
        catch (YamlException problem)
        {
            documents.Clear();
            var (position, message) = YamlSyntax.Explain(part, problem);
            Report(position, ManifestProblemReason.Syntax, "", message);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException)
        {
            // The parser gives up in these ways on some texts, such as a colon before a brace in a flow map, or a tag that is no URI.
            documents.Clear();
            var position = parser.Current is { } last ? At(last.End) : new ManifestPosition(part.FirstLine, 1);
            Report(position, ManifestProblemReason.Syntax, "", "this is not YAML: it cannot be read from here on");
        }

        return documents;
    }

    private ManifestNode ReadNode(IParser parser, bool isRoot = false)
    {
        var before = nodes;
        CountNodes(1, parser.Current!);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return Resolve(alias);
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return Remember(scalar.Anchor, ReadScalar(scalar), before);
        }

        if (++depth > MaximumDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"more than {MaximumDepth} levels of lists and maps");
        }

        ManifestNode node;
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            node = Remember(sequence.Anchor, ReadList(parser, At(sequence.Start)), before);
        }
        else
        {
            var mapping = parser.Consume<MappingStart>();
            node = Remember(mapping.Anchor, ReadMap(parser, At(mapping.Start), isRoot), before);
        }

        depth--;
        return node;
    }

    private ManifestList ReadList(IParser parser, ManifestPosition position)
    {
        var items = new List<ManifestNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(parser));
        }

        return new ManifestList(items, position);
    }

    private ManifestNode Resolve(AnchorAlias alias)
    {
        var name = alias.Value.Value;
        if (!anchors.TryGetValue(name, out var anchor))
        {
            throw new YamlException(alias.Start, alias.End, $"the alias *{name} refers to an anchor &{name} that was not defined before");
        }

        CountNodes(anchor.Size, alias);
        return anchor.Node;
    }

    private void CountNodes(int count, ParsingEvent at)
    {
        nodes += count;
        if (nodes > MaximumNodes)
        {
            throw new YamlException(at.Start, at.End, $"with its aliases the document has more than {MaximumNodes} values");
        }
    }

    private ManifestMap ReadMap(IParser parser, ManifestPosition position, bool isRoot)
    {
        var fields = new List<ManifestField>();
        var seen = new Dictionary<string, ManifestPosition>(StringComparer.Ordinal);
        var merged = new List<ManifestNode>();
        var missingSeparator = false;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var (name, keyPosition) = ReadKey(parser);
            var value = ReadNode(parser);
            if (name == "<<")
            {
                merged.Add(value);
            }
            else if (seen.TryAdd(name, keyPosition))
            {
                fields.Add(new(name, keyPosition, value));
            }
            else if (isRoot && (name is "apiVersion" or "kind" || missingSeparator))
            {
                // A second object began without ---; all its keys repeat those of the first, so say it once.
                if (!missingSeparator)
                {
                    ReportMissingSeparator(name, keyPosition, seen[name]);
                    missingSeparator = true;
                }
            }
            else
            {
                Report(keyPosition, ManifestProblemReason.Schema, name, $"duplicate key \"{name}\"; it stands in line {seen[name].Line} already");
            }
        }

        foreach (var map in merged.SelectMany(MapsToMerge))
        {
            fields.AddRange(map.Fields.Where(field => seen.TryAdd(field.Name, field.Position)));
        }

        return new ManifestMap(fields, position);
    }

    private (string Name, ManifestPosition Position) ReadKey(IParser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return (scalar.Value, At(scalar.Start));
        }

        var found = parser.Current!;
        throw new YamlException(found.Start, found.End, "a key must be simple text");
    }

    private void ReportMissingSeparator(string name, ManifestPosition position, ManifestPosition first) => Report(
        position,
        ManifestProblemReason.Syntax,
        name,
        $"a second {name} in one document (the first stands in line {first.Line}): is a line with --- missing between two objects?");

    private static IEnumerable<ManifestMap> MapsToMerge(ManifestNode node) => node switch
    {
        ManifestMap map => [map],
        ManifestList list => list.Items.OfType<ManifestMap>(),
        _ => [],
    };

    private ManifestScalar ReadScalar(Scalar scalar)
    {
        var isQuoted = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any);
        var tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? null : scalar.Tag.Value;
        object? value = tag switch
        {
            "tag:yaml.org,2002:str" => scalar.Value,
            _ when isQuoted => scalar.Value,
            _ => YamlScalars.Resolve(scalar.Value),
        };
        return new ManifestScalar(scalar.Value, isQuoted, At(scalar.Start), value);
    }

    private ManifestNode Remember(AnchorName anchor, ManifestNode node, int nodesBefore)
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor.Value] = (node, nodes - nodesBefore);
        }

        return node;
    }

    private ManifestPosition At(Mark mark) => new((int)mark.Line + part.FirstLine - 1, (int)mark.Column);

    private void Report(ManifestPosition position, ManifestProblemReason reason, string path, string message) => problems.Add(new ManifestProblem
    {
        Reason = reason,
        Message = message,
        FileName = fileName,
        Document = number,
        Position = position,
        FieldPath = path,
    });
}
