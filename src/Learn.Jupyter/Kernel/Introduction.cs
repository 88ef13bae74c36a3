using System.Text.Json.Nodes;

namespace Learn.Jupyter;

/// <summary>The answers by which a kernel introduces itself.</summary>
internal static class Introduction
{
    public static JsonObject KernelInfo(INotebookLanguage language, KernelInfo info)
    {
        var reply = Replies.Ok();
        reply["protocol_version"] = MessageWriter.ProtocolVersion;
        reply["implementation"] = info.Implementation;
        reply["implementation_version"] = info.Version;
        reply["language_info"] = LanguageInfo(language.Info);
        reply["banner"] = info.Banner;
        reply["debugger"] = false;
        reply["help_links"] = new JsonArray(
            [.. info.HelpLinks.Select(link => new JsonObject { ["text"] = link.Text, ["url"] = link.Address.OriginalString })]);
        reply["supported_features"] = new JsonArray("kernel subshells");
        return reply;
    }

    public static JsonObject Ports(ConnectionFile connection)
    {
        var reply = Replies.Ok();
        reply["shell_port"] = connection.ShellPort;
        reply["iopub_port"] = connection.IopubPort;
        reply["stdin_port"] = connection.StdinPort;
        reply["hb_port"] = connection.HeartbeatPort;
        reply["control_port"] = connection.ControlPort;
        return reply;
    }

    private static JsonObject LanguageInfo(LanguageInfo language)
    {
        var info = new JsonObject
        {
            ["name"] = language.Name,
            ["version"] = language.Version,
            ["mimetype"] = language.MimeType,
            ["file_extension"] = language.FileExtension,
        };
        foreach (var (name, value) in new[]
        {
            ("pygments_lexer", language.PygmentsLexer), ("codemirror_mode", language.CodeMirrorMode), ("nbconvert_exporter", language.NbConvertExporter),
        })
        {
            if (value is not null)
            {
                info[name] = value;
            }
        }

        return info;
    }
}
