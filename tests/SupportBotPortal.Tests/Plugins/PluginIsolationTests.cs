using System.Runtime.Loader;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

/// <summary>What code of a plugin runs, and what it shares with the portal.</summary>
public sealed class PluginIsolationTests(PluginFixtureCatalog fixtures) : IClassFixture<PluginFixtureCatalog>
{
    [Theory]
    [InlineData("DisabledBySetting")]
    [InlineData("ContractNewer")]
    [InlineData("ContractNextMajor")]
    [InlineData("ContractOlderMajor")]
    [InlineData("BuiltForNewerSdk")]
    [InlineData("BuiltForNextMajorSdk")]
    [InlineData("NewerSharedAssembly")]
    [InlineData("NewerSdkInDependency")]
    [InlineData("NoManifest")]
    [InlineData("InvalidJson")]
    [InlineData("NoId")]
    [InlineData("AssemblyOutsideFolder")]
    [InlineData("MissingAssembly")]
    [InlineData("NoSdk")]
    [InlineData("SameIdSecond")]
    public void No_code_of_a_disabled_or_refused_plugin_runs(string fixture)
    {
        fixtures[fixture].Plugin.ShouldBeNull();

        File.Exists(Path.Combine(PluginFixtures.Directory, fixture, $"Fixtures.{fixture}.dll")).ShouldBeTrue();
        PluginFixtures.HasRun(fixture).ShouldBeFalse();
        LoadedNames().ShouldNotContain("Fixtures." + fixture);
    }

    [Theory]
    [InlineData("Good")]
    [InlineData("ConstructorThrows")]
    public void Code_that_did_run_leaves_the_trace_that_is_looked_for(string fixture)
    {
        fixtures[fixture].ShouldNotBeNull();

        PluginFixtures.HasRun(fixture).ShouldBeTrue();
        LoadedNames().ShouldContain("Fixtures." + fixture);
    }

    [Fact]
    public void Two_plugins_use_two_versions_of_one_dependency_side_by_side()
    {
        fixtures["WithDependency1"].Type!.Description.ShouldBe("version 1.0.0.0");
        fixtures["WithDependency2"].Type!.Description.ShouldBe("version 2.0.0.0");
    }

    [Theory]
    [InlineData("SupportBotPortal.PluginSdk")]
    [InlineData("Microsoft.Extensions.AI.Abstractions")]
    [InlineData("Microsoft.Extensions.Logging.Abstractions")]
    public void A_plugins_own_copy_of_what_is_shared_is_never_loaded(string assembly)
    {
        var plugin = fixtures["OwnCopyOfTheSdk"].Plugin.ShouldNotBeNull();

        File.Exists(Path.Combine(PluginFixtures.Directory, "OwnCopyOfTheSdk", assembly + ".dll")).ShouldBeTrue();
        AssemblyLoadContext.GetLoadContext(plugin.GetType().Assembly).ShouldNotBe(AssemblyLoadContext.Default);
        AssemblyLoadContext.All.SelectMany(context => context.Assemblies).Where(a => a.GetName().Name == assembly)
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => AssemblyLoadContext.GetLoadContext(a).ShouldBe(AssemblyLoadContext.Default));
    }

    [Fact]
    public void A_plugin_that_changes_its_lists_later_changes_nothing_in_the_portal()
    {
        var entry = fixtures["ChangesItsLists"];

        Should.Throw<NotSupportedException>(() => entry.Plugin!.Connect(null!));

        Should.Throw<InvalidOperationException>(() => entry.Plugin!.Type).Message.ShouldBe("Read twice.");
        entry.Type!.DefaultModels.ShouldBe(["one"]);
        entry.Type.Settings.ShouldHaveSingleItem().Choices.ShouldBe([new SettingChoice("a", "A")]);
    }

    [Fact]
    public void What_a_plugin_leaves_null_is_empty_in_the_portal()
    {
        var type = fixtures["NullsEverywhere"].Type.ShouldNotBeNull();

        type.Description.ShouldBe("");
        type.Help.ShouldBe(new ProviderHelp());
        type.Links.ShouldBe(new ProviderLinks());
        (type.Settings.Count, type.DefaultModels.Count, type.EndpointSuffixes.Count).ShouldBe((0, 0, 0));
    }

    private static List<string?> LoadedNames() =>
        [.. AssemblyLoadContext.All.SelectMany(context => context.Assemblies).Select(assembly => assembly.GetName().Name)];
}
