namespace SupportBotPortal.Tests.Architecture;

/// <summary>A rule that cannot fail guards nothing: each finds what was done wrong on purpose in <c>Wrong</c>.</summary>
public sealed class RulesCanFailTests
{
    private const string Wrong = "SupportBotPortal.Tests.Architecture.Wrong";

    private static readonly House House = new(Wrong);
    private static readonly Lazy<Code> Tests = new(() => Code.Of("SupportBotPortal.Tests.dll"));
    private static readonly Lazy<IReadOnlyList<Use>> Uses = new(() => [.. Tests.Value.Uses.Where(use => use.From.StartsWith(Wrong, StringComparison.Ordinal))]);

    [Fact]
    public void A_reference_upwards_is_found() =>
        House.WrongReferences("Tests", Tests.Value, "SupportBotPortal", "SupportBotPortal.Core").ShouldContain("Tests references SupportBotPortal.PluginSdk");

    [Theory]
    [InlineData("Providers.MakesAClient uses System.Net.Http.HttpClient..ctor")]
    [InlineData("Providers.MakesAClient uses System.Net.Http.SocketsHttpHandler")]
    [InlineData("Providers.ResolvesInALambda uses System.Net.Dns.GetHostAddressesAsync")]
    [InlineData("Providers.ResolvesInALambda uses System.Net.Sockets.Socket")]
    [InlineData("Providers.KnowsTheCipher uses NSec.Cryptography.Key")]
    [InlineData("Providers.KnowsTheLoader uses McMaster.NETCore.Plugins.PluginLoader")]
    [InlineData("Health.KnowsTheMailer uses MailKit.Net.Smtp.SmtpClient")]
    public void A_library_in_the_wrong_room_is_found(string use) => House.WrongLibraries(Uses.Value).ShouldContain($"{Wrong}.{use}");

    [Fact]
    public void A_client_in_egress_and_one_that_is_only_used_are_right() =>
        House.WrongLibraries(Uses.Value).ShouldNotContain(use => use.Contains("Wrong.Egress", StringComparison.Ordinal) || use.Contains("UsesAClient", StringComparison.Ordinal));

    [Theory]
    [InlineData("Secrets.AsksAProvider uses", "Providers.MakesAClient")]
    [InlineData("Data.RemembersAClient uses", "Providers.UsesAClient")]
    public void A_room_that_uses_one_above_it_is_found(string from, string to) =>
        House.WrongDirections(Uses.Value).ShouldContain($"{Wrong}.{from} {Wrong}.{to}");

    [Fact]
    public void A_room_that_uses_one_below_it_is_right() =>
        House.WrongDirections(Uses.Value).ShouldNotContain(use => use.StartsWith($"{Wrong}.Providers", StringComparison.Ordinal));

    [Theory]
    [InlineData("Providers.ReachesInto uses", "Secrets.Hidden")]
    [InlineData("Providers.ReachesInto uses", "Secrets.AsksAProvider.HiddenMethod")]
    [InlineData("Providers.ReachesInto uses", "Secrets.AsksAProvider.get_Value")]
    public void Reaching_into_another_rooms_internals_is_found(string from, string to) =>
        House.Intrusions(Uses.Value).ShouldContain($"{Wrong}.{from} {Wrong}.{to}");

    [Fact]
    public void A_room_in_no_table_is_found() => House.UnknownRooms(Uses.Value).ShouldBe(["Cellar is in no table of rooms"]);

    [Fact]
    public void More_of_the_contract_than_its_enums_in_stored_data_is_found() =>
        House.SdkInData(Uses.Value).ShouldBe([$"{Wrong}.Data.RemembersAClient uses SupportBotPortal.PluginSdk.IProviderClient"]);

    [Fact]
    public void An_assembly_that_opens_itself_to_others_is_found() =>
        Code.Of("SupportBotPortal.Plugins.Custom.dll").Friends.ShouldContain("SupportBotPortal.Tests");
}
