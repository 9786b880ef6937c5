using System.Net.Sockets;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>How the portal starts, or refuses to, told by its own executable.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-start-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => "--Storage:DataDirectory=" + Path.Combine(folder, "data");

    public static TheoryData<string, string> Open => new()
    {
        { "ASPNETCORE_URLS", "http://0.0.0.0:{0}" },
        { "ASPNETCORE_URLS", "http://+:{0}" },
        { "ASPNETCORE_URLS", "http://127.0.0.1:0;http://[::]:{0}" },
        { "ASPNETCORE_HTTP_PORTS", "{0}" },
        { "ASPNETCORE_HTTPS_PORTS", "{0}" },
        { "Kestrel__Endpoints__Web__Url", "http://*:{0}" },
    };

    [Theory]
    [MemberData(nameof(Open))]
    public async Task Development_refuses_to_listen_for_other_machines(string setting, string value)
    {
        var port = HostProcess.FreePort();
        using var host = HostProcess.Start(folder, new Dictionary<string, string> { [setting] = string.Format(System.Globalization.CultureInfo.InvariantCulture, value, port) }, Data);

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.ShouldContain("The portal cannot start. In Development it may be reached from this machine only");
        host.Output.ShouldNotContain("Unhandled exception");
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_a_sentence()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var host = HostProcess.Start(folder, null, "--urls", $"http://127.0.0.1:{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}", Data);

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.ShouldContain("Something else listens at its address already");
        host.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_second_portal_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        using var first = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", Data);
        await first.StartedAsync(Token);

        using var second = HostProcess.Start(folder, null, "--urls", "http://127.0.0.1:0", Data);

        (await second.EndedAsync(Token)).ShouldBe(1);
        second.Output.ShouldContain("A portal is running on");
        using var verb = HostProcess.Start(folder, null, "keys", "status", Data);
        (await verb.EndedAsync(Token)).ShouldBe(0, verb.Output);
    }

    [Fact]
    public async Task A_verb_where_no_portal_is_says_so_and_makes_none()
    {
        using var verb = HostProcess.Start(folder, null, "keys", "status", Data);

        (await verb.EndedAsync(Token)).ShouldBe(1);

        verb.Output.ShouldContain("There is no portal's data in");
        Directory.Exists(Path.Combine(folder, "data")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("--help", 0, "audit")]
    [InlineData("kyes", 1, "kyes")]
    public async Task Help_and_a_mistyped_verb_start_nothing(string argument, int code, string words)
    {
        using var verb = HostProcess.Start(folder, null, argument);

        (await verb.EndedAsync(Token)).ShouldBe(code);

        verb.Output.ShouldContain(words);
        Directory.Exists(Path.Combine(folder, "data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_certificate_and_proxy_production_says_what_is_missing()
    {
        using var host = HostProcess.Start(folder, new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production" }, "--urls", "http://127.0.0.1:0", Data);

        await host.StartedAsync(Token);

        host.Output.ShouldContain("SupportBot Portal   http://localhost:");
        host.Output.ShouldNotContain("\uFEFF", Case.Sensitive, "a mark of the encoding belongs at the beginning of files, not before what is said");
        await host.SaysAsync("has no certificate (Kestrel:Endpoints) and knows no reverse proxy (KnownProxies)", Token);
    }

    [Fact]
    public async Task On_a_unix_socket_it_says_where_it_is_and_how_to_get_to_the_setup_link()
    {
        var socket = Path.Combine(folder, "portal.sock");
        using var host = HostProcess.Start(folder, null, "--urls", "http://unix:" + socket, Data);

        await host.SaysAsync($"SupportBot Portal   on the unix socket {socket}", Token);

        await host.SaysAsync("(also in ", Token);
        host.Output.ShouldContain("under the address that your reverse proxy shows:\n  /setup?token=");
        (await File.ReadAllTextAsync(Path.Combine(folder, "data", "setup-link.txt"), Token)).ShouldStartWith("/setup?token=");
    }

    [Fact]
    public async Task A_published_portal_finds_its_files_wherever_it_is_started_from()
    {
        // As published: the pages' files lie beside the assembly.
        var published = Path.Combine(folder, "published");
        Copy(HostProcess.Folder, published);
        Directory.CreateDirectory(Path.Combine(published, "wwwroot", "lib"));

        using var verb = HostProcess.Start(published, folder, null, "keys", "status");

        (await verb.EndedAsync(Token)).ShouldBe(1);
        verb.Output.ShouldContain($"There is no portal's data in {Path.Combine(published, "data")}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.TopDirectoryOnly).Concat(Directory.EnumerateFiles(Path.Combine(from, "runtimes"), "*", SearchOption.AllDirectories)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
