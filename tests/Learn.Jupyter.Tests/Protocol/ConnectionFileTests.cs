namespace Learn.Jupyter.Tests.Protocol;

public sealed class ConnectionFileTests
{
    private const string Whole =
        """
        {"shell_port":5001,"iopub_port":5002,"stdin_port":5003,"control_port":5004,"hb_port":5005,"ip":"127.0.0.1","key":"k",
         "transport":"tcp","signature_scheme":"hmac-sha256","kernel_name":"learn"}
        """;

    [Fact]
    public void A_file_says_where_to_listen()
    {
        var file = ConnectionFile.Parse(Whole);
        Assert.Equal((5001, 5002, 5003, 5004, 5005), (file.ShellPort, file.IopubPort, file.StdinPort, file.ControlPort, file.HeartbeatPort));
        Assert.Equal(("k", "tcp://127.0.0.1:5001"), (file.Key, file.Endpoint(file.ShellPort)));
        Assert.Equal("tcp://[::1]:5001", (file with { Address = "::1" }).Endpoint(5001));
    }

    [Theory]
    [InlineData("\"tcp\"", "\"ipc\"", "transport: this kernel speaks tcp, not ipc")]
    [InlineData("hmac-sha256", "hmac-md5", "signature_scheme: this kernel signs with hmac-sha256, not hmac-md5")]
    [InlineData("5004", "70000", "control_port: a port (1 to 65535) is expected, not 70000")]
    [InlineData("\"hb_port\":5005,", "", "hb_port is missing in the connection file")]
    [InlineData("\"k\"", "7", "key: a text is expected, not 7")]
    public void What_the_kernel_cannot_do_is_named(string what, string with, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ConnectionFile.Parse(Whole.Replace(what, with, StringComparison.Ordinal))).Message);

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void What_is_no_connection_file_is_refused(string text) => Assert.Throws<InvalidDataException>(() => ConnectionFile.Parse(text));
}
