using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>The data directory that is named may be there already, and may be somebody else's.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ExistingDirectoryTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Loose = Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string folder = Directory.CreateTempSubdirectory("supportbot-existing-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task One_that_others_read_and_that_holds_something_else_is_refused_and_left_as_it_is()
    {
        Make(Loose);
        await File.WriteAllTextAsync(Path.Combine(Data, "letters.txt"), "not the portal's", Token);
        using var host = HostProcess.Start(folder, null, "--Storage:DataDirectory=" + Data, "--urls", "http://127.0.0.1:0");

        (await host.EndedAsync(Token)).ShouldBe(1);

        host.Output.Split('\n').ShouldHaveSingleItem().ShouldStartWith($"The portal cannot start. The data directory {Data} holds something already");
        File.GetUnixFileMode(Data).ShouldBe(Loose);
        Directory.GetFileSystemEntries(Data).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_that_is_private_is_taken_whatever_it_holds()
    {
        Make(Owner);
        await File.WriteAllTextAsync(Path.Combine(Data, "letters.txt"), "the operator's", Token);

        await StartAsync();

        File.Exists(Path.Combine(Data, "portal.db")).ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_one_and_a_portals_own_are_made_private_and_the_log_says_so(bool holdsPortal)
    {
        Make(Loose);
        if (holdsPortal)
        {
            await StartAsync();
            File.SetUnixFileMode(Data, Loose);
        }

        var log = await StartAsync();

        File.GetUnixFileMode(Data).ShouldBe(Owner);
        log.ShouldContain(line => line.Contains($"The data directory {Data} was open to other users", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_a_private_one_is_taken_without_a_word()
    {
        Make(Owner);
        var link = Path.Combine(folder, "link");
        Directory.CreateSymbolicLink(link, Data);

        var log = await StartAsync(link);

        File.Exists(Path.Combine(Data, "portal.db")).ShouldBeTrue();
        log.ShouldNotContain(line => line.Contains("was open to other users", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private void Make(UnixFileMode mode)
    {
        Directory.CreateDirectory(Data);
        // Not while making it: the umask would take some away.
        File.SetUnixFileMode(Data, mode);
    }

    private async Task<IReadOnlyList<string>> StartAsync(string? directory = null)
    {
        await using var portal = new PortalFactory(directory ?? Data);
        portal.Services.ShouldNotBeNull();
        return [.. portal.Log.Lines];
    }
}
