using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Web.Pages.Help;

/// <summary>A thing that goes wrong: what it means and what to do.</summary>
/// <param name="Slug">Its address below /help.</param>
/// <param name="Cause">The cause of a failed test that it explains; <see langword="null"/> for what no test calls by a name.</param>
/// <param name="Remedies">The acts that may help, the likeliest first.</param>
public sealed record HelpTopic(string Slug, string Title, string Meaning, IReadOnlyList<string> Steps, IReadOnlyList<Remedy> Remedies, FailureCause? Cause = null);
