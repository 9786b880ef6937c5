using System.Diagnostics;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Plugins;

public sealed class PluginStartTests
{
    [Fact]
    public void A_plugin_that_never_comes_back_is_given_up_and_the_start_goes_on()
    {
        using var folder = new PluginFolder("HangingConstructor");

        var entry = PluginFixtures.LoadOne(folder, TimeSpan.FromMilliseconds(500));

        entry.State.ShouldBe(PluginState.Malfunctioned);
        entry.Reason.ShouldContain("did not start within 0.5 seconds");
        entry.Plugin.ShouldBeNull();
    }

    [Fact]
    public void Plugins_that_never_come_back_cost_one_deadline_together()
    {
        using var folder = new PluginFolder("HangingConstructor");
        for (var i = 0; i < 4; i++)
            folder.Copy($"more-{i}").With("plugin.json", $$"""{"id":"more-{{i}}","assembly":"Fixtures.HangingConstructor.dll","contract":"1.0"}""", $"more-{i}");
        var deadline = TimeSpan.FromSeconds(3);
        var watch = Stopwatch.StartNew();

        var catalog = PluginFixtures.Load(new() { Directories = { folder.Parent }, StartDeadline = deadline });

        watch.Elapsed.ShouldBeLessThan(3 * deadline);
        var entries = catalog.Entries.Where(entry => entry.Folder.StartsWith(folder.Parent, StringComparison.Ordinal)).ToList();
        entries.Select(entry => entry.Id).ShouldBe(["more-0", "more-1", "more-2", "more-3", "hanging-constructor"]);
        entries.ShouldAllBe(entry => entry.Reason.Contains("did not start within 3 seconds", StringComparison.Ordinal));
    }

    [Fact]
    public void A_setting_that_names_a_plugins_own_folder_is_told_to_name_its_parent()
    {
        using var folder = new PluginFolder("Good");
        Directory.CreateDirectory(Path.Combine(folder.Path, "runtimes"));
        var log = new LogSink();

        var entries = PluginFixtures.Load(new() { Directories = { folder.Path } }, log).Entries;

        var entry = entries.Where(e => e.Folder.StartsWith(folder.Path, StringComparison.Ordinal)).ShouldHaveSingleItem();
        (entry.State, entry.Reason).ShouldBe((PluginState.Malfunctioned, "Plugins:Directories names the plugin's own folder “plugin”; name its parent."));
        log.Lines.ShouldContain(line => line.Contains($"Plugin plugin in {folder.Path} was not loaded", StringComparison.Ordinal) && line.Contains($"Its parent is {folder.Parent}.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_plugin_without_a_version_has_a_dash_for_it()
    {
        using var folder = new PluginFolder("Good").With("plugin.json", """{"id":"good","assembly":"Fixtures.Good.dll","contract":"1.0"}""");
        var log = new LogSink();

        PluginFixtures.LoadOne(folder, log: log).Manifest!.VersionText.ShouldBe("—");

        log.Lines.ShouldContain(line => line.Contains($"Plugin good — loaded from {folder.Path}", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_written_is_logged_line_by_line_and_within_limits()
    {
        var log = new LogSink();
        var output = new PluginOutput("noisy", log.CreateLogger("any"));

        output.Write("one\r\ntw", isError: false);
        output.Write("o\u001b[31m\n\n", isError: false);
        output.Write(new string('x', 5000) + "\n", isError: true);
        for (var i = 0; i < 1000; i++) output.Write("again\n", isError: false);
        output.Flush();

        var lines = log.Lines.Where(line => line.Contains(" any: ", StringComparison.Ordinal)).ToList();
        lines[0].ShouldContain("Plugin noisy writes: one");
        lines[1].ShouldContain("Plugin noisy writes: two[31m");
        lines[2].ShouldStartWith("Warning");
        lines[2].Length.ShouldBeLessThan(600);
        lines.Count.ShouldBe(101);
        lines[^1].ShouldContain("left out");
    }

    [Fact]
    public void Directories_that_are_empty_missing_or_named_twice_do_no_harm()
    {
        using var folder = new PluginFolder("Good");
        var log = new LogSink();

        var catalog = PluginFixtures.Load(new() { Directories = { "", folder.Parent, folder.Parent + "/", "/nowhere/at/all" }, StartDeadline = TimeSpan.FromMinutes(1) }, log);

        catalog.Entries.Where(entry => entry.Folder == folder.Path).ShouldHaveSingleItem().State.ShouldBe(PluginState.Active);
        log.Lines.ShouldContain(line => line.Contains("/nowhere/at/all cannot be read", StringComparison.Ordinal));
    }
}
