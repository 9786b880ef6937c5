using SupportBotPortal.Core.Access;
using SupportBotPortal.Core.Generation.Settings;
using SupportBotPortal.Tests.Bots;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Pages.Generation;

/// <summary>An admin who tries settings before they are saved, with a model in production and fakes that answer.</summary>
public sealed class TrialBench : IAsyncLifetime
{
    public const string Question = "Where is my parcel with the number 4711?";

    public BotBench Bots { get; private set; } = null!;

    public PortalBrowser Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bots = await BotBench.StartAsync();
        await Bots.AddAsync("Shop", "custom", ["fake-small", "fake-large"]);
        await Bots.AddAsync("Claude", "anthropic", ["claude-sonnet-5"]);
        await Bots.ChooseAsync(new GenerationInput { Model = "shop/fake-small", SystemPrompt = "Be brief." });
        Admin = await PortalBrowser.SignedInAsync(Bots.Portal, BuiltInRoles.Admin);
    }

    public async ValueTask DisposeAsync()
    {
        Admin?.Dispose();
        await Bots.DisposeAsync();
    }

    /// <summary>Presses “Try”, with a script or without.</summary>
    internal Task<Answer> TryAsync(string question, bool htmx, params (string Field, string? Value)[] changes) => PressAsync("/generation/try", htmx, [("Message", question)], changes);

    internal Task<Answer> ReplayAsync(bool htmx, params (string Field, string? Value)[] changes) => PressAsync("/generation/replay", htmx, [], changes);

    /// <summary>Keeps an answer as an example.</summary>
    internal Task<Answer> KeepAsync(string question, string answer, string name = "", string mentions = "", bool htmx = true) => PressAsync(
        "/generation/examples/keep", htmx, [("Keep.Question", question), ("Keep.Answer", answer), ("Keep.Model", "[Shop] fake-small"), ("Keep.Name", name), ("Keep.Mentions", mentions)], []);

    /// <summary>Presses a button of the form.</summary>
    private async Task<Answer> PressAsync(string target, bool htmx, (string Name, string Value)[] others, (string Field, string? Value)[] changes)
    {
        var fields = await GenerationBench.FormAsync(Admin, changes);
        fields.RemoveAll(f => others.Any(o => o.Name == f.Key));
        fields.AddRange(others.Select(o => KeyValuePair.Create(o.Name, o.Value)));
        return await Admin.SendAsync(target, fields, htmx);
    }
}
