namespace SupportBotPortal.Tests.Architecture;

/// <summary>Who may use whom, read from what the compiler made.</summary>
public sealed class ArchitectureTests
{
    private const string Sdk = "SupportBotPortal.PluginSdk";
    private const string Kit = "SupportBotPortal.PluginTestKit";
    private const string Core = "SupportBotPortal.Core";
    private const string Web = "SupportBotPortal.Web";
    private const string Sqlite = "SupportBotPortal.Migrations.Sqlite";

    private static readonly House House = new(Core);
    private static readonly Lazy<Code> CoreCode = new(() => Code.Of(Core + ".dll"));

    /// <summary>All that ships, plugins included.</summary>
    private static readonly Lazy<IReadOnlyList<Use>> Everything = new(() =>
        [.. CoreCode.Value.Uses, .. new[] { "SupportBotPortal", Web, Sqlite, Sdk }.Select(name => name + ".dll").Concat(PluginFiles()).SelectMany(file => Code.Of(file).Uses)]);

    [Theory]
    [InlineData(Sdk)]
    [InlineData(Kit, Sdk)]
    [InlineData(Core, Sdk)]
    [InlineData(Web, Core, Sdk)]
    [InlineData(Sqlite, Core)]
    [InlineData("SupportBotPortal", Web, Sqlite, Core)]
    public void A_project_uses_only_what_lies_below_it(string project, params string[] allowed) =>
        House.WrongReferences(project, Code.Of(project + ".dll"), allowed).ShouldBeEmpty();

    [Fact]
    public void A_plugin_uses_the_sdk_and_its_own_protocol_library_only()
    {
        var files = PluginFiles();

        files.ShouldNotBeEmpty();
        files.SelectMany(file => House.WrongReferences(file, Code.Of(file), Sdk, "SupportBotPortal.Plugins.OpenAiProtocol", "SupportBotPortal.Plugins.VendorHttp")).ShouldBeEmpty();
    }

    [Fact]
    public void Each_library_is_seen_by_one_room_and_only_egress_calls_out() => House.WrongLibraries(Everything.Value).ShouldBeEmpty();

    [Fact]
    public void Rooms_use_only_the_rooms_below_them() => House.WrongDirections(CoreCode.Value.Uses).ShouldBeEmpty();

    [Fact]
    public void Every_room_is_in_the_table() => House.UnknownRooms(CoreCode.Value.Uses).ShouldBeEmpty();

    [Fact]
    public void Nobody_reaches_into_another_rooms_internals() => House.Intrusions(CoreCode.Value.Uses).ShouldBeEmpty();

    [Fact]
    public void Stored_data_knows_the_contracts_enums_and_nothing_else_of_it() => House.SdkInData(CoreCode.Value.Uses).ShouldBeEmpty();

    [Theory]
    [InlineData(Sdk)]
    [InlineData(Kit)]
    [InlineData(Core)]
    [InlineData(Web)]
    public void Only_tests_see_internals(string project) =>
        Code.Of(project + ".dll").Friends.ShouldAllBe(friend => friend.EndsWith("Tests", StringComparison.Ordinal));

    private static List<string> PluginFiles() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "plugins"), "SupportBotPortal.Plugins.*.dll", SearchOption.AllDirectories)];
}
