using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Generation.Standing;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>A model that can be asked, with what is needed for that. Its secrets are sealed: they are opened for each call.</summary>
/// <param name="Model">Which.</param>
/// <param name="Name">As bots ask for it.</param>
/// <param name="Provider">As it is stored.</param>
/// <param name="State">Whether it can be asked, as far as the portal knows.</param>
/// <param name="Refused">Settings that are not sent to it.</param>
/// <param name="Plan">How it is called; <see langword="null"/> if it cannot be.</param>
/// <param name="Problem">Why not.</param>
internal sealed record Target(ChosenModel Model, string Name, Provider Provider, CandidateState State, IReadOnlySet<GenerationParameter> Refused, ConnectionPlan? Plan, string? Problem);
