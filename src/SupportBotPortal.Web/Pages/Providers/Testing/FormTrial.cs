using Microsoft.AspNetCore.Mvc;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Web.Pages.Providers.Editing;

namespace SupportBotPortal.Web.Pages.Providers.Testing;

/// <summary>What is typed in the form, made ready for a call before anything is saved.</summary>
public sealed record FormTrial
{
    /// <summary>Set if this person may not, or there is no such provider; then nothing else is.</summary>
    public IActionResult? Refusal { get; init; }

    public ProviderCheck Check { get; init; } = null!;

    /// <summary>The form again, with what is wrong at its fields and what was corrected.</summary>
    public ProviderFormView Form { get; init; } = null!;

    /// <summary>What to call with; <see langword="null"/> if the form is refused or a stored secret cannot be opened.</summary>
    public ConnectionDraft? Draft { get; init; }

    /// <summary>Why a stored secret cannot be opened.</summary>
    public string? NotTestable { get; init; }
}
