namespace SupportBotPortal.Tests.Hosting;

/// <summary>Settings that cannot be used end the start with a sentence, before anything is written.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class BadSettingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-settings-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Theory]
    [InlineData("--Egress:Allow:0=foo", "Egress:Allow contains \"foo\": a port is missing")]
    [InlineData("--Egress:Mode=AllowlistOnli", "Egress:Mode is \"AllowlistOnli\"; it is either Open or AllowListOnly.")]
    [InlineData("--Egress:Mode=7", "Egress:Mode is \"7\"")]
    [InlineData("--KnownProxies:0=nonsense", "KnownProxies contains \"nonsense\", which is neither an address nor a network")]
    [InlineData("--KnownProxies:0=10", "KnownProxies contains \"10\"")]
    [InlineData("--KnownProxies:0=10.0.0.1/8", "KnownProxies contains \"10.0.0.1/8\"")]
    [InlineData("--urls=foo", "urls contains \"foo\", which is not an address to listen on")]
    [InlineData("--urls=ftp://localhost:1", "urls contains \"ftp://localhost:1\"")]
    [InlineData("--urls=http://localhost:99999", "urls contains \"http://localhost:99999\"")]
    [InlineData("--http_ports=many", "http_ports contains \"many\", which is not a port")]
    [InlineData("--Kestrel:Endpoints:Web:Url=foo", "Kestrel:Endpoints:Web:Url contains \"foo\"")]
    [InlineData("--Plugins:StartDeadline=soon", "'Plugins:StartDeadline'")]
    [InlineData("--forwardedheaders_enabled=true", "name your reverse proxy in KnownProxies")]
    [InlineData("--Health:PingUrl=hc-ping.example/4711", "Health:PingUrl cannot be used. The address must begin with https://")]
    [InlineData("--Health:PingUrl=https://169.254.169.254/latest", "Health:PingUrl cannot be called: 169.254.169.254 is a link-local, metadata, multicast or reserved address")]
    [InlineData("--Health:PingUrl=https://10.1.2.3/ping", "Health:PingUrl cannot be called: 10.1.2.3 is in a private network. Add \"10.1.2.3/32:443\" to Egress:Allow")]
    [InlineData("--Health:PingUrl=http://1.1.1.1/ping", "Health:PingUrl cannot be called: 1.1.1.1 is on the internet")]
    [InlineData("--Health:PingFailures=true", "Health:PingFailures is on, but there is no Health:PingUrl")]
    [InlineData("--Portal:PublicUrl=portal.example.com", "Portal:PublicUrl must be the address under which people open the portal")]
    [InlineData("--Health:DiscoveryInterval=00:05:00", "Providers can be asked for their models once an hour to once in 30 days")]
    [InlineData("--Health:GatherAlertsFor=01:00:00", "Alerts can be gathered for up to 15 minutes")]
    [InlineData("--Storage:DataDirectory=", "Storage:DataDirectory is empty")]
    [InlineData("--urls", "The option --urls has no value")]
    public async Task A_setting_that_cannot_be_used_is_told_in_a_sentence_and_nothing_is_touched(string setting, string sentence)
    {
        using var host = HostProcess.Start(folder, null, "--Storage:DataDirectory=" + Data, setting);

        (await host.EndedAsync(Token)).ShouldBe(1);

        var said = host.Output.Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("The portal cannot start. ");
        said.ShouldContain(sentence);
        Directory.GetFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_settings_file_that_cannot_be_read_is_told_with_the_line()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "appsettings.json"), "{\n  \"Egress\": {\n    \"Mode\" \"Open\"\n  }\n}", Token);
        using var host = HostProcess.Start(folder, null, "--Storage:DataDirectory=" + Data);

        (await host.EndedAsync(Token)).ShouldBe(1);

        var said = host.Output.Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("The portal cannot start. Failed to load configuration from file");
        said.ShouldContain("LineNumber: 2");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("portal.lock/in-the-way")]
    [InlineData("portal.db/in-the-way")]
    [InlineData("master.key/in-the-way")]
    public async Task A_data_directory_that_cannot_be_written_to_is_told_in_a_sentence(string blocked)
    {
        // What stands in the way stands in root's way too, whom no permission stops.
        if (blocked == ".") await File.WriteAllTextAsync(Data, "a file", Token);
        else Directory.CreateDirectory(Path.Combine(Directory.CreateDirectory(Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName, blocked));
        using var host = HostProcess.Start(folder, null, "--Storage:DataDirectory=" + Data, "--urls", "http://127.0.0.1:0");

        if (blocked.StartsWith("master.key", StringComparison.Ordinal))
        {
            // A key that cannot be read locks the portal, which still starts: it may be the right one.
            await host.SaysAsync("Locked: ", Token);
            return;
        }

        (await host.EndedAsync(Token)).ShouldBe(1);

        var said = host.Output.Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("The portal cannot start. ");
        said.ShouldContain(Data);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
