using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>Lines of a provider's key history, the newest first.</summary>
/// <param name="NameOf">What a field is called.</param>
public sealed record KeyHistoryView(IReadOnlyList<ProviderKeyChange> Changes, Func<string, string> NameOf);
