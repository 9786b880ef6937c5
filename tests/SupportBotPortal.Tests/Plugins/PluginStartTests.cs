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
