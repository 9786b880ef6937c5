using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using SupportBotPortal.Core.Plugins;

namespace SupportBotPortal.Tests.Plugins;

public sealed class PluginCompatibilityTests
{
    private const string Manifest = """{"id":"made","assembly":"Made.dll","contract":"1.0"}""";

    [Fact]
    public void A_plugin_for_a_newer_dotnet_is_not_supported_and_says_so_instead_of_missing_a_file()
    {
        var next = Environment.Version.Major + 1;
        using var folder = new PluginFolder().With("plugin.json", Manifest)
            .With("Made.dll", Image(("SupportBotPortal.PluginSdk", new(1, 0, 0, 0)), ("System.Runtime", new(next, 0, 0, 0))));

        var entry = PluginFixtures.LoadOne(folder);

        entry.State.ShouldBe(PluginState.NotSupported);
        entry.Reason.ShouldStartWith($"It was built for .NET {next}, this portal runs on .NET {Environment.Version.Major}.");
    }

    [Fact]
    public void What_the_shared_assemblies_share_in_turn_is_compared_too()
    {
        using var folder = new PluginFolder().With("plugin.json", Manifest)
            .With("Made.dll", Image(("SupportBotPortal.PluginSdk", new(1, 0, 0, 0)), ("Microsoft.Extensions.DependencyInjection.Abstractions", new(99, 0, 0, 0))));

        var entry = PluginFixtures.LoadOne(folder);

        (entry.State, entry.Reason.Contains("Microsoft.Extensions.DependencyInjection.Abstractions 99.0.0.0", StringComparison.Ordinal)).ShouldBe((PluginState.NotSupported, true));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(300)]
    [InlineData(700)]
    public void A_file_that_was_cut_off_is_no_assembly(int length)
    {
        var whole = File.ReadAllBytes(Path.Combine(PluginFixtures.Directory, "Good", "Fixtures.Good.dll"));
        using var folder = new PluginFolder().With("plugin.json", Manifest).With("Made.dll", whole[..length]);

        var entry = PluginFixtures.LoadOne(folder);

        (entry.State, entry.Reason).ShouldBe((PluginState.Malfunctioned, "Made.dll is not a .NET assembly."));
    }

    [Fact]
    public void A_native_library_beside_a_plugin_does_no_harm()
    {
        using var folder = new PluginFolder("Good").With("native.dll", "MZ and then something else");

        PluginFixtures.LoadOne(folder).State.ShouldBe(PluginState.Active);
    }

    /// <summary>An assembly with references and nothing else.</summary>
    private static byte[] Image(params (string Name, Version Version)[] references)
    {
        var metadata = new MetadataBuilder();
        metadata.AddModule(0, metadata.GetOrAddString("Made.dll"), metadata.GetOrAddGuid(Guid.NewGuid()), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("Made"), new Version(1, 0, 0, 0), default, default, default, AssemblyHashAlgorithm.None);
        metadata.AddTypeDefinition(default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        foreach (var (name, version) in references)
            metadata.AddAssemblyReference(metadata.GetOrAddString(name), version, default, default, default, default);
        var image = new BlobBuilder();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        return image.ToArray();
    }
}
