using System.Text;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Tests.Plugins;

public sealed class PluginManifestTests
{
    [Theory]
    [InlineData("../Good/Fixtures.Good.dll")]
    [InlineData("..\\\\Good\\\\Fixtures.Good.dll")]
    [InlineData("sub/Fixtures.Good.dll")]
    [InlineData("./Fixtures.Good.dll")]
    [InlineData("/tmp/Fixtures.Good.dll")]
    [InlineData("C:Fixtures.Good.dll")]
    [InlineData("Fixtures.Good.dll:stream.dll")]
    [InlineData("Fixtures.Good.dll\\n")]
    [InlineData("Fixtures.Good.dll\\u0000.dll")]
    [InlineData("Fixtures.Good.exe")]
    [InlineData("..dll")]
    [InlineData(".dll")]
    [InlineData("")]
    public void An_assembly_is_a_plain_file_name_and_nothing_else(string assembly)
    {
        using var folder = new PluginFolder("Good").With("plugin.json", $$"""{"id":"good","assembly":"{{assembly}}","contract":"1.0"}""");

        var refusal = Should.Throw<PluginRefusedException>(() => PluginManifest.Read(folder.Path));

        (refusal.State, refusal.Message).ShouldBe((PluginState.Malfunctioned, "Its plugin.json has no usable “assembly” (the file name of a .dll beside it)."));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("with space")]
    [InlineData("line\\n")]
    [InlineData("../up")]
    [InlineData("a1234567890123456789012345678901234567890")]
    public void An_id_is_short_and_lower_case(string id)
    {
        using var folder = new PluginFolder().With("plugin.json", $$"""{"id":"{{id}}","assembly":"a.dll","contract":"1.0"}""");

        Should.Throw<PluginRefusedException>(() => PluginManifest.Read(folder.Path)).Message.ShouldContain("“id”");
    }

    [Theory]
    [InlineData("""{"id":null,"assembly":"a.dll","contract":"1.0"}""", "wrong kind ($.id, line 1)")]
    [InlineData("""{"id":"a","assembly":"a.dll","contract":1.0}""", "wrong kind ($.contract, line 1)")]
    [InlineData("""{"id":"a","assembly":["a.dll"],"contract":"1.0"}""", "wrong kind ($.assembly, line 1)")]
    [InlineData("""[]""", "wrong kind")]
    [InlineData("""null""", "empty")]
    [InlineData("", "not valid JSON")]
    [InlineData("<xml/>", "not valid JSON (line 1)")]
    [InlineData("""{"id":"a","assembly":"a.dll"}""", "“contract”")]
    [InlineData("""{"id":"a","assembly":"a.dll","contract":"one"}""", "“contract”")]
    [InlineData("""{"id":"a","assembly":"a.dll","contract":"1.0","name":"\u202eemcA"}""", "“name”")]
    [InlineData("""{"id":"a","assembly":"a.dll","contract":"1.0","version":"a\u0000"}""", "“version”")]
    public void What_is_wrong_with_a_manifest_is_said(string json, string words)
    {
        using var folder = new PluginFolder().With("plugin.json", json);

        Should.Throw<PluginRefusedException>(() => PluginManifest.Read(folder.Path)).Message.ShouldContain(words);
    }

    [Fact]
    public void A_huge_manifest_is_not_read()
    {
        using var folder = new PluginFolder().With("plugin.json", new string(' ', 70_000));

        Should.Throw<PluginRefusedException>(() => PluginManifest.Read(folder.Path)).Message.ShouldContain("larger than 64 KB");
    }

    [Fact]
    public void Comments_and_a_byte_order_mark_do_no_harm()
    {
        using var folder = new PluginFolder().With("plugin.json", [.. Encoding.UTF8.Preamble, .. """
            {
              // made by hand
              "id": "by-hand", "assembly": "My Plugin.Part-1_a.dll", "contract": "1.0",
            }
            """u8]);

        var manifest = PluginManifest.Read(folder.Path);

        (manifest.Id, manifest.Assembly, manifest.Name).ShouldBe(("by-hand", "My Plugin.Part-1_a.dll", ""));
    }
}
