using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>A verb is found wherever it stands among the settings.</summary>
public sealed class VerbTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-verb-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Theory]
    [InlineData("keys status --Storage:DataDirectory=DATA")]
    [InlineData("keys status --Storage:DataDirectory DATA")]
    [InlineData("keys --Storage:DataDirectory DATA status")]
    [InlineData("--Storage:DataDirectory=DATA keys status")]
    [InlineData("--Storage:DataDirectory DATA keys status")]
    [InlineData("--Egress:Mode Open keys status --Storage:DataDirectory DATA")]
    public async Task It_may_stand_before_between_and_after_options(string line)
    {
        using var verb = HostProcess.Start(folder, null, Arguments(line));

        (await verb.EndedAsync(Token)).ShouldBe(0, verb.Output);

        verb.Output.ShouldContain($"Data: {Data}");
        verb.Output.ShouldNotContain("SupportBot Portal   ");
    }

    [Theory]
    [InlineData("keys adopt-new --confirm --Storage:DataDirectory DATA", "there is nothing to adopt")]
    [InlineData("--Storage:DataDirectory=DATA keys adopt-new", "add --confirm")]
    [InlineData("--Storage:DataDirectory DATA kyes status", "kyes")]
    [InlineData("keys status --Storage:DataDirectory DATA -x", "-x")]
    [InlineData("keys status --Storage:DataDirectory", "has no value")]
    [InlineData("keys status --Storage:DataDirectory=", "Storage:DataDirectory is empty")]
    public async Task Its_own_options_and_mistakes_are_told_from_settings(string line, string words)
    {
        using var verb = HostProcess.Start(folder, null, Arguments(line));

        (await verb.EndedAsync(Token)).ShouldBe(1, verb.Output);

        verb.Output.ShouldContain(words);
        verb.Output.ShouldNotContain("SupportBot Portal   ");
    }

    [Fact]
    public void The_host_sees_only_what_configures_it()
    {
        var line = CommandLine.Read(["--urls", "http://localhost:1", "keys", "adopt-new", "--confirm", "Egress:Mode=Open", "/Plugins:Disabled:0=x", "--KnownProxies:0=10.0.0.5"]);

        line.Settings.ShouldBe(["--urls", "http://localhost:1", "Egress:Mode=Open", "/Plugins:Disabled:0=x", "--KnownProxies:0=10.0.0.5"]);
        line.Verb.ShouldBe(["keys", "adopt-new", "--confirm"]);
        CommandLine.Read(line.Settings).IsVerb.ShouldBeFalse();
    }

    [Fact]
    public async Task Keys_status_counts_what_does_not_open_any_more()
    {
        await using (var portal = new PortalFactory(Data) { Replace = StartedPortal.Quick })
        {
            using var admin = await PortalBrowser.SignedInAsync(portal, Core.Access.BuiltInRoles.Admin);
            await admin.AddTestedAsync(Acts.NewCustom, ("Name", "Sealed"), ("BaseUrl", "http://127.0.0.1:1/v1"), ("ApiKey", "sk-sealed-with-the-old-key"));
        }

        await StatusIsAsync(0, "1 are stored, and each of them opens");
        File.Delete(Path.Combine(Data, "master.key"));
        await StatusIsAsync(1, "There is no master key");
        using (var adopt = HostProcess.Start(folder, null, "keys", "adopt-new", "--confirm", "--Storage:DataDirectory", Data)) (await adopt.EndedAsync(Token)).ShouldBe(0, adopt.Output);
        await StatusIsAsync(1, "1 of the 1 stored ones cannot be opened");
    }

    private async Task StatusIsAsync(int code, string words)
    {
        using var verb = HostProcess.Start(folder, null, "keys", "status", "--Storage:DataDirectory", Data);
        (await verb.EndedAsync(Token)).ShouldBe(code, verb.Output);
        verb.Output.ShouldContain(words);
    }

    public async ValueTask InitializeAsync()
    {
        await using var portal = new PortalFactory(Data);
        portal.Services.GetRequiredService<DataDirectory>().Path.ShouldBe(Data);
    }

    public async ValueTask DisposeAsync() => await PortalFactory.DeleteAsync(folder);

    private string[] Arguments(string line) => [.. line.Split(' ').Select(word => word.Replace("DATA", Data, StringComparison.Ordinal))];
}
