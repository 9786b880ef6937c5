using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Choice;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What a bot may ask for.</summary>
public sealed class BotModels(ModelChoices choices)
{
    private const string Portal = "supportbot-portal";

    /// <summary>Empty if no model is chosen.</summary>
    public static IReadOnlyList<BotModel> Of(BotCaller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var production = caller.State.Production;
        if (production.Version is not { Settings.Model: not null } version) return [];
        var list = new List<BotModel> { new(BotError.DefaultModel, version.At, Portal) };
        if (caller.Token.Scope == BotTokenScope.Choice) list.AddRange(production.Allowed.Values.Select(t => new BotModel(t.Name, t.Provider.CreatedAt, t.Provider.TypeId)));
        return list;
    }

    /// <returns>The model of that name, or why the bot does not see it.</returns>
    public async Task<(BotModel? Model, BotError? Error)> FindAsync(BotCaller caller, string name, CancellationToken cancellationToken)
    {
        if (Of(caller).FirstOrDefault(m => m.Id == name) is { } model) return (model, null);
        return (null, (await ResolveAsync(caller, name, cancellationToken)).Error ?? BotError.NotFound(name));
    }

    /// <returns>Those to ask, in their order, or why nobody is asked.</returns>
    internal async ValueTask<(IReadOnlyList<Target> Targets, BotError? Error)> ResolveAsync(BotCaller caller, string asked, CancellationToken cancellationToken)
    {
        var production = caller.State.Production;
        if (production.Version is null) return ([], BotError.Unavailable("no_selection", "No model is chosen in the portal yet. An admin chooses one under Model & generation."));
        if (production.Settings is { Model: null } or { IsUnreadable: true }) return ([], BotError.Unavailable("no_selection", "What is saved of the model in production cannot be read. An admin brings an earlier version back under Model & generation."));
        if (asked == BotError.DefaultModel)
            return production.Candidates.Count > 0 ? (production.Candidates, null) : ([], BotError.Unavailable("no_model_available", "Neither the model in production nor a fallback can be asked: their providers are inactive, deleted or without a key. An admin sees under Model & generation what is the matter."));
        var isAllowed = production.Allowed.TryGetValue(asked, out var target);
        if (isAllowed && caller.Token.Scope == BotTokenScope.Choice) return ([target!], null);
        if (production.Unavailable.Contains(asked) && caller.Token.Scope == BotTokenScope.Choice) return ([], BotError.Unavailable("no_model_available", $"“{asked}” cannot be asked now: its provider is inactive, deleted or without a key. An admin sees under Model & generation what is the matter."));
        if (isAllowed || production.Unavailable.Contains(asked)) return ([], BotError.NotAllowed($"This bot token may ask for “{BotError.DefaultModel}” only."));
        return (await choices.NamedAsync([asked], cancellationToken)).Count > 0
            ? ([], BotError.NotAllowed($"Bots may not ask for “{asked}”. Ask for “{BotError.DefaultModel}”, or for one of GET /v1/models."))
            : ([], BotError.NotFound(asked));
    }
}
