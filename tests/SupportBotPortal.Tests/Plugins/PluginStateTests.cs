using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>Each way of being broken has its state and a sentence that a person can act on.</summary>
public sealed class PluginStateTests(PluginFixtureCatalog fixtures) : IClassFixture<PluginFixtureCatalog>
{
    [Theory]
    [InlineData("Good")]
    [InlineData("Acme")]
    [InlineData("TwoSchemes")]
    [InlineData("OddChat")]
    [InlineData("Upgrades")]
    [InlineData("NullsEverywhere")]
    [InlineData("ChangesItsLists")]
    [InlineData("Chatty")]
    [InlineData("OwnCopyOfTheSdk")]
    [InlineData("WithDependency1")]
    [InlineData("WithDependency2")]
    [InlineData("SameIdFirst")]
    [InlineData("SameTypeFirst")]
    [InlineData("SameNameFirst")]
    [InlineData("SameNameSecond")]
    public void A_plugin_that_works_is_active(string fixture)
    {
        var entry = fixtures[fixture];

        (entry.State, entry.Reason).ShouldBe((PluginState.Active, ""));
        fixtures.Catalog.TypeOf(entry.Type.ShouldNotBeNull().Id).ShouldBeSameAs(entry.Type);
        fixtures.Catalog.Types.ShouldContain(entry.Type);
    }

    [Fact]
    public void A_plugin_that_is_switched_off_is_disabled_and_says_by_what()
    {
        var entry = fixtures["DisabledBySetting"];

        entry.State.ShouldBe(PluginState.Disabled);
        entry.Reason.ShouldContain("Plugins:Disabled");
        entry.Manifest.ShouldNotBeNull().Name.ShouldBe("DisabledBySetting");
    }

    [Theory]
    [InlineData("ContractNewer", "plugin.json says", "contract 1.1", "newer", "Update the portal")]
    [InlineData("ContractNextMajor", "plugin.json says", "contract 2.0", "newer", "Update the portal")]
    [InlineData("ContractOlderMajor", "plugin.json says", "contract 0.9", "no longer supports", "publisher")]
    [InlineData("BuiltForNewerSdk", "was built for contract 1.1", "newer", "Update the portal")]
    [InlineData("BuiltForNextMajorSdk", "was built for contract 2.0", "newer", "Update the portal")]
    [InlineData("NewerSharedAssembly", "Microsoft.Extensions.Logging.Abstractions 99.0.0.0", "this portal has 10.", "Update the portal")]
    [InlineData("NewerSdkInDependency", "Its part Fixtures.AdapterForNewerSdk", "SupportBotPortal.PluginSdk 1.1.0.0", "this portal has 1.0.0.0")]
    public void A_plugin_for_another_portal_is_not_supported(string fixture, params string[] words) =>
        ShouldBe(fixture, PluginState.NotSupported, words);

    [Theory]
    [InlineData("NoManifest", "no plugin.json")]
    [InlineData("InvalidJson", "plugin.json is not valid JSON", "line 4")]
    [InlineData("NoId", "plugin.json", "“id”")]
    [InlineData("AssemblyOutsideFolder", "“assembly”", "beside it")]
    [InlineData("MissingAssembly", "Fixtures.Elsewhere.dll is missing")]
    [InlineData("NotAnAssembly", "text.dll is not a .NET assembly")]
    [InlineData("NoSdk", "does not use SupportBotPortal.PluginSdk", "not a provider plugin")]
    [InlineData("NoEntryPoint", "no public class", "IProviderPlugin")]
    [InlineData("TwoEntryPoints", "2 public classes", "EntryPoint", "SecondEntryPoint", "exactly one")]
    [InlineData("InternalEntryPoint", "EntryPoint must be public")]
    [InlineData("NoParameterlessConstructor", "EntryPoint has no public constructor without parameters")]
    [InlineData("ConstructorThrows", "constructor failed", "InvalidOperationException", "log")]
    [InlineData("ConstructorThrowsHostileException", "constructor failed", "HostileException")]
    [InlineData("StaticConstructorThrows", "constructor failed", "InvalidOperationException")]
    [InlineData("ModuleInitializerThrows", "constructor failed", "InvalidOperationException")]
    [InlineData("TypeThrows", "description cannot be read", "InvalidOperationException")]
    [InlineData("TypeIsNull", "declares no type")]
    [InlineData("InvalidDeclarations", "declares no authentication scheme")]
    [InlineData("NullInList", "one of its fields is empty")]
    [InlineData("LazyListThrows", "description cannot be read", "InvalidOperationException")]
    [InlineData("EndlessList", "more than 1000 default models")]
    [InlineData("MissingDependency", "Fixtures.Dependency is missing from its folder")]
    [InlineData("MissingDependencyInConstructor", "constructor failed", "Fixtures.Dependency is missing from its folder")]
    [InlineData("UsesLaterSdkMember", "constructor failed", "a member of the SDK is missing", "built against a newer SDK than this portal has (1.0)", "Update the portal")]
    [InlineData("UsesLaterSdkType", "constructor failed", "SupportBotPortal.PluginSdk.Later is missing", "built against a newer SDK than this portal has (1.0)")]
    [InlineData("SameIdSecond", "“SameIdFirst”", "“same-id”", "first one found")]
    [InlineData("SameTypeSecond", "“same-type”", "already offered", "“same-type-first”")]
    public void A_broken_plugin_is_malfunctioned_and_says_why(string fixture, params string[] words) =>
        ShouldBe(fixture, PluginState.Malfunctioned, words);

    [Fact]
    public void Every_fixture_has_a_verdict_and_a_test()
    {
        var tested = typeof(PluginStateTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => ((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)[0].Value)
            .Concat(["DisabledBySetting", "HangingConstructor"]);
        var folders = Directory.EnumerateDirectories(PluginFixtures.Directory).Select(Path.GetFileName);

        folders.ShouldBe(tested, ignoreOrder: true);
        fixtures.Catalog.Entries.Count(entry => entry.Folder.StartsWith(PluginFixtures.Directory, StringComparison.Ordinal)).ShouldBe(folders.Count());
    }

    [Fact]
    public void Two_types_of_one_name_are_told_apart_by_the_plugins_id()
    {
        fixtures["SameNameFirst"].Type!.DisplayName.ShouldBe("Same name");
        fixtures["SameNameSecond"].Type!.DisplayName.ShouldBe("same  Name (same-name-second)");
    }

    [Fact]
    public void The_log_says_where_a_plugin_lies_and_where_the_one_with_its_id_or_type_does()
    {
        LogOf("SameIdSecond").ShouldContain($"The one that is used lies in {Path.Combine(PluginFixtures.Directory, "SameIdFirst")}.");
        LogOf("SameTypeSecond").ShouldContain($"That one lies in {Path.Combine(PluginFixtures.Directory, "SameTypeFirst")}.");
    }

    [Fact]
    public void A_plugin_that_is_switched_off_is_in_the_log_too() =>
        LogOf("DisabledBySetting").ShouldStartWith("Information");

    [Fact]
    public void The_text_of_a_plugins_exception_is_in_the_log_and_on_no_page()
    {
        fixtures["ConstructorThrows"].Reason.ShouldNotContain("secret of this constructor");
        fixtures.Log.Lines.ShouldContain(line => line.Contains("secret of this constructor", StringComparison.Ordinal) && line.Contains("Plugin constructor-throws", StringComparison.Ordinal));
        fixtures.Log.Lines.ShouldContain(line => line.Contains("HostileException, whose text cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_plugin_writes_to_the_console_at_start_is_in_the_log_under_its_name()
    {
        fixtures.Log.Lines.ShouldContain(line => line.Contains("Plugin chatty writes: Hello from the constructor", StringComparison.Ordinal));
        fixtures.Log.Lines.ShouldContain(line => line.Contains("Plugin chatty writes: and something wrong", StringComparison.Ordinal));
    }

    private string LogOf(string fixture) =>
        fixtures.Log.Lines.Single(line => line.Contains($" in {Path.Combine(PluginFixtures.Directory, fixture)} was not loaded", StringComparison.Ordinal));

    private void ShouldBe(string fixture, PluginState state, string[] words)
    {
        var entry = fixtures[fixture];

        entry.State.ShouldBe(state, entry.Reason);
        entry.Plugin.ShouldBeNull();
        entry.Type.ShouldBeNull();
        foreach (var word in words) entry.Reason.ShouldContain(word, Case.Sensitive);
        entry.Reason.ShouldEndWith(".");
        entry.Reason.ShouldNotContain(AppContext.BaseDirectory);
        entry.Reason.Length.ShouldBeLessThan(300);
        fixtures.Log.Lines.ShouldContain(line => line.Contains(entry.Reason, StringComparison.Ordinal) && line.Contains($"Plugin {entry.Id} ", StringComparison.Ordinal));
    }
}
