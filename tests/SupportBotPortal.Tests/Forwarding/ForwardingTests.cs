using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Audit;
using SupportBotPortal.Tests.Egress;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Forwarding;

/// <summary>Each line of the audit log goes where others keep it, in its order, also when that was away for a while.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "supportbot-test-" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string LogFile => Path.Combine(directory, "forwarded.jsonl");

    [Fact]
    public async Task To_a_file_as_a_JSON_object_per_line_and_after_a_restart_it_goes_on_where_it_was()
    {
        await using (var first = Open($"file://{LogFile}"))
        {
            await WriteAsync(first, "Café", "<b>two</b>");
            await UpToAsync(first, 2);
        }

        await using var second = Open($"file://{LogFile}");
        await WriteAsync(second, "three");
        await UpToAsync(second, 3);

        var lines = (await File.ReadAllLinesAsync(LogFile, Cancellation)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("id").GetInt64()).ShouldBe([1, 2, 3]);
        lines.Select(line => line.GetProperty("subjectName").GetString()).ShouldBe(["Café", "<b>two</b>", "three"]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(LogFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_file_that_was_moved_away_is_begun_anew()
    {
        await using var portal = Open($"file://{LogFile}");
        await WriteAsync(portal, "one");
        await UpToAsync(portal, 1);
        File.Move(LogFile, LogFile + ".1");

        await WriteAsync(portal, "two");
        await UpToAsync(portal, 2);

        (await File.ReadAllLinesAsync(LogFile, Cancellation)).ShouldHaveSingleItem().ShouldContain("\"two\"");
    }

    [Fact]
    public async Task To_a_syslog_server_as_RFC_5424_says()
    {
        await using var server = new SyslogReceiver();
        await using var portal = Open($"syslog+tcp://127.0.0.1:{server.Port}");
        await WriteAsync(portal, "Café\nof two lines");
        await WriteAsync(portal, "sign_in.refused", name: "", actor: "somebody");

        var first = await server.NextAsync(Cancellation);
        var second = await server.NextAsync(Cancellation);

        first.ShouldMatch($@"^<110>1 \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{6}}Z {Regex.Escape(Environment.MachineName)} supportbot-portal {Environment.ProcessId} test\.written - \{{""id"":1,");
        first.ShouldContain(@"Caf\u00E9\nof two lines");
        first.ShouldAllBe(c => c >= ' ' && c <= '~');
        second.ShouldStartWith("<108>1 ");
        JsonDocument.Parse(second[second.IndexOf('{')..]).RootElement.GetProperty("action").GetString().ShouldBe("sign_in.refused");
    }

    [Fact]
    public async Task By_TLS_with_the_certificate_judged()
    {
        using var certificates = new TestCertificates();
        using var good = certificates.Issue("localhost");
        using var other = certificates.Issue("elsewhere.example.com");
        await using var server = new SyslogReceiver(good);
        await using var elsewhere = new SyslogReceiver(other);
        await using (var before = new PortalFactory(directory)) await WriteAsync(before, "sealed");

        // The certificates are of the day at which the clock stands.
        await using (var portal = Open($"syslog+tls://localhost:{server.Port}", certificates))
        {
            (await server.NextAsync(Cancellation)).ShouldContain("sealed");
        }

        await using var refused = Open($"syslog+tls://localhost:{elsewhere.Port}", certificates);
        (await refused.Log.LineAsync("The audit log cannot be forwarded", Cancellation)).ShouldContain("certificate");
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_on_the_page_and_gets_every_line_once_it_is_back()
    {
        int port;
        await using (var before = new SyslogReceiver()) port = before.Port;
        await using var portal = Open($"syslog+tcp://127.0.0.1:{port}");
        using var admin = await PortalBrowser.SignedInAsync(portal, BuiltInRoles.Admin);
        await portal.Log.LineAsync("The audit log cannot be forwarded", Cancellation);
        var told = await admin.GetAsync("/audit");
        told.Text(".notice-bad").ShouldContain("Lines are not forwarded since");
        await WriteAsync(portal, "meanwhile");

        await using var back = new SyslogReceiver(port: port);

        (await back.NextAsync(Cancellation)).ShouldContain("sign_in.succeeded");
        (await back.NextAsync(Cancellation)).ShouldContain("meanwhile");
        await portal.Log.LineAsync("The audit log is forwarded again", Cancellation);
        (await admin.GetAsync("/audit")).Page.QuerySelectorAll(".notice-bad").ShouldBeEmpty();
    }

    [Fact]
    public async Task Lines_that_nobody_has_taken_yet_stay_beyond_their_time()
    {
        int port;
        await using (var before = new SyslogReceiver()) port = before.Port;
        await using var portal = Open($"syslog+tcp://127.0.0.1:{port}", ("Audit:KeepDays", "90"));
        var trail = new AuditTrail(new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-100)));
        await portal.InDatabaseAsync(async db =>
        {
            await trail.CommitAsync(db, new Actor(null, "somebody", ""), new AuditRecord("test.written"), Cancellation);
            return 1;
        });
        await portal.Log.LineAsync("The audit log cannot be forwarded", Cancellation);
        (await portal.Services.GetRequiredService<AuditKeeping>().TrimAsync(Cancellation)).ShouldBe(0);

        await using var back = new SyslogReceiver(port: port);
        await UpToAsync(portal, 1);

        (await portal.Services.GetRequiredService<AuditKeeping>().TrimAsync(Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData("audit.jsonl")]
    [InlineData("syslog://logs.example.com:514")]
    [InlineData("syslog+tls://logs.example.com")]
    [InlineData("syslog+tls://user@logs.example.com:6514")]
    [InlineData("file://server/share/audit.jsonl")]
    public async Task A_target_that_cannot_be_meant_ends_the_start_with_a_sentence(string target)
    {
        await using var wrong = new PortalFactory { Settings = new Dictionary<string, string?> { ["Audit:ForwardTo"] = target } };

        Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => wrong.Services).Message.ShouldBe($"Audit:ForwardTo is \"{target}\"; write file:///path/to/audit.jsonl, syslog+tls://host:port or syslog+tcp://host:port.");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await PortalFactory.DeleteAsync(directory);

    private PortalFactory Open(string target, params (string Name, string Value)[] more)
    {
        var settings = more.ToDictionary(m => m.Name, m => (string?)m.Value);
        settings["Audit:ForwardTo"] = target;
        return new(directory) { Replace = StartedPortal.Quick, Settings = settings };
    }

    /// <summary>Started at once.</summary>
    private PortalFactory Open(string target, TestCertificates certificates)
    {
        var portal = new PortalFactory(directory)
        {
            Replace = StartedPortal.Quick,
            Clock = new FakeTimeProvider(TestDoor.Now),
            Settings = new Dictionary<string, string?> { ["Audit:ForwardTo"] = target, ["Egress:TrustedAuthorities:0"] = certificates.PemFile },
        };
        portal.Services.ShouldNotBeNull();
        return portal;
    }

    private static Task<int> WriteAsync(PortalFactory portal, params string[] names) => portal.InDatabaseAsync(async db =>
    {
        foreach (var name in names) await portal.Services.GetRequiredService<AuditTrail>().CommitAsync(db, new Actor(null, "somebody", "192.0.2.1"), new AuditRecord("test.written") { SubjectName = name }, Cancellation);
        return 1;
    });

    private static Task<int> WriteAsync(PortalFactory portal, string action, string name, string actor) => portal.InDatabaseAsync(async db =>
    {
        await portal.Services.GetRequiredService<AuditTrail>().CommitAsync(db, new Actor(null, actor, "192.0.2.1"), new AuditRecord(action) { SubjectName = name }, Cancellation);
        return 1;
    });

    private static Task<string> UpToAsync(PortalFactory portal, long line) => portal.Log.LineAsync($"The audit log was forwarded up to line {line}.", Cancellation);
}
