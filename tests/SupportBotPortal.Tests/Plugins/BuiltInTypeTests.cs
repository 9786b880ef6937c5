using System.Text.Json.Nodes;
using SupportBotPortal.Plugins.Anthropic;
using SupportBotPortal.Plugins.Custom;
using SupportBotPortal.Plugins.Google;
using SupportBotPortal.Plugins.OpenAi;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Tests.Plugins;

public sealed class BuiltInTypeTests
{
    private static readonly IProviderPlugin[] Plugins = [new OpenAiPlugin(), new AnthropicPlugin(), new GooglePlugin(), new CustomPlugin()];

    [Theory]
    [InlineData("OpenAi", "OpenAI.dll")]
    [InlineData("Custom", "OpenAI.dll")]
    [InlineData("Anthropic", "SupportBotPortal.Plugins.VendorHttp.dll")]
    [InlineData("Google", "SupportBotPortal.Plugins.VendorHttp.dll")]
    public void A_manifest_agrees_with_the_type_and_the_files_beside_it(string folder, string needed)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "plugins", folder);
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(path, "plugin.json")))!;
        var plugin = Plugins.Single(p => p.GetType().Namespace!.EndsWith('.' + folder, StringComparison.Ordinal));

        manifest["id"]!.GetValue<string>().ShouldBe(plugin.Type.Id);
        manifest["name"]!.GetValue<string>().ShouldBe(plugin.Type.DisplayName);
        File.Exists(Path.Combine(path, manifest["assembly"]!.GetValue<string>())).ShouldBeTrue();
        File.Exists(Path.Combine(path, needed)).ShouldBeTrue("each plugin ships what it needs");
        File.Exists(Path.Combine(path, "SupportBotPortal.PluginSdk.dll")).ShouldBeFalse("the contract is the portal's");
    }

    [Fact]
    public void Custom_has_no_address_of_its_own()
    {
        var type = new CustomPlugin().Type;
        type.DefaultBaseUrl.ShouldBeNull();
        type.DefaultModels.ShouldBeEmpty();
        type.AuthSchemes.Select(s => s.Id).ShouldBe(["bearer", "header", "basic", "none"]);
    }

    [Fact]
    public void Settings_name_only_schemes_that_exist_and_defaults_that_can_be_chosen()
    {
        foreach (var type in Plugins.Select(p => p.Type))
        {
            type.Settings.SelectMany(s => s.AuthSchemes).ShouldBeSubsetOf(type.AuthSchemes.Select(s => s.Id));
            foreach (var choice in type.Settings.Where(s => s.Kind == SettingKind.Choice))
                choice.Choices.Select(c => c.Value).ShouldContain(choice.Default!);
            type.Settings.ShouldAllBe(s => s.Help.Length > 0);
        }
    }
}
