using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;
using SupportBotPortal.Core.Secrets;
using SupportBotPortal.PluginSdk;
using SupportBotPortal.Web.Authorization;
using SupportBotPortal.Web.Display;
using SupportBotPortal.Web.Htmx;
using SupportBotPortal.Web.Live;
using SupportBotPortal.Web.Pages.Providers.Testing;
using SupportBotPortal.Web.Security;

namespace SupportBotPortal.Web.Pages.Providers.Keys;

/// <summary>Replaces the API key: one POST brings the new one, tests it, and switches if it is proven.</summary>
[RequirePermission(ProviderPermissions.Edit)]
[EnableRateLimiting(RequestLimits.LiveCalls)]
public sealed class KeyModel(
    PortalDbContext db,
    PluginCatalog plugins,
    KeyReplacement replacement,
    KeySwitches switches,
    ProviderLiveCalls calls,
    ISecretBox box,
    TimeProvider time) : PageModel
{
    /// <summary>The version that was shown.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Where the key would go, as it was shown, see <see cref="KeyDestination"/>.</summary>
    [BindProperty]
    public Dictionary<string, string?> Shown { get; set; } = [];

    [BindProperty]
    public string? NewKey { get; set; }

    [BindProperty]
    public bool AlthoughUnproven { get; set; }

    public Provider Provider { get; private set; } = null!;

    public ProviderType? Type { get; private set; }

    public AuthScheme? Scheme { get; private set; }

    /// <summary>Of the key that is there; <see langword="null"/> if there is none.</summary>
    public KeyDue? Due { get; private set; }

    public string SetBy { get; private set; } = "";

    /// <summary>Why there is nothing to enter.</summary>
    public string? CannotHaveOne { get; private set; }

    public string? Problem { get; private set; }

    public IReadOnlyList<KeyDestination> Destination { get; private set; } = [];

    /// <summary>What became another destination since the page was shown. A key that was typed for the one before is not kept.</summary>
    public IReadOnlyList<string> Redirected { get; private set; } = [];

    public IEnumerable<string> KeyErrors { get; private set; } = [];

    public TestPanelView Test { get; private set; } = new() { Button = "Test and switch" };

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(slug, cancellationToken)) return NotFound();
        if (!box.Status.IsReady) Problem = LockedSentence;
        if (calls.KeyTestUnderWay(slug, HttpContext.SessionId()) is { } run) Test = PanelOf(run);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(slug, cancellationToken)) return NotFound();
        if (CannotHaveOne is not null) return Refuse(StatusCodes.Status422UnprocessableEntity);
        if (Provider.Version != Version) return Outdated();
        if (!box.Status.IsReady) return Refuse(StatusCodes.Status422UnprocessableEntity, LockedSentence);
        // Pasted keys come with a line break or a space at their end more often than not.
        var key = NewKey?.Trim();
        if (replacement.Problem(Provider, key) is { } wrong)
        {
            KeyErrors = [wrong];
            return Refuse(StatusCodes.Status422UnprocessableEntity);
        }

        if (switches.Start(HttpContext, Provider, Type!, key!, AlthoughUnproven) is not { } run) return Refuse(StatusCodes.Status422UnprocessableEntity, FormTrials.TooMany);
        if (this.WantsFragment()) return this.Fragment("/Pages/Providers/Testing/_TestPanel.cshtml", PanelOf(run));

        // Without JavaScript the page waits for the result.
        await run.EndedAsync(cancellationToken);
        Test = PanelOf(run);
        if (Test.KeySwitch is { Outcome: KeySwitchOutcome.Switched } done)
        {
            TempData.Say(done.Sentence);
            return RedirectToPage("/Providers/Details", new { slug });
        }

        KeyErrors = ["Your browser does not keep a typed key on this page: type it again."];
        return Refuse(StatusCodes.Status422UnprocessableEntity);
    }

    private IActionResult Outdated()
    {
        const string changed = "Somebody else changed this provider while this page was open, so nothing was done.";
        Redirected = KeyDestination.Changes(Destination, Shown);
        return Refuse(StatusCodes.Status409Conflict, Redirected.Count == 0
            ? $"{changed} This is how it is now: look, then press the button again."
            : $"{changed} A key would go another way now. The one you typed was sent nowhere, and is taken out of the field: type it again if it is meant for this.");
    }

    private string LockedSentence => $"A key can neither be tested nor stored now: the portal is locked. {box.Status.Sentence}";

    private async Task<bool> LoadAsync(string slug, CancellationToken cancellationToken)
    {
        var provider = await db.Providers.AsNoTracking().Include(p => p.Secrets).FirstOrDefaultAsync(p => p.Slug == slug, cancellationToken);
        if (provider is null) return false;
        Provider = provider;
        Type = plugins.TypeOf(provider.TypeId);
        Scheme = Type?.AuthSchemes.FirstOrDefault(s => s.Id == provider.AuthScheme);
        Destination = KeyDestination.Of(provider, Type);
        Due = KeyRotation.Of(provider, time.GetUtcNow().UtcDateTime);
        SetBy = provider.Secrets.Find(s => s.Field == ProviderSecret.ApiKeyField)?.SetBy ?? "";
        CannotHaveOne = (Type, Scheme) switch
        {
            (null, _) => $"The plugin for the type “{provider.TypeId}” is not loaded, so a new key cannot be tested. Nothing of the provider is lost.",
            (_, null) => "Its way of authenticating is not offered any more by the plugin of its type. Edit the provider and choose another one; the key is entered there, too.",
            (_, { NeedsSecret: false }) => "This provider is called without a key, so there is none to replace. To give it one, edit it and choose another way to authenticate.",
            _ => null,
        };
        return true;
    }

    private TestPanelView PanelOf(LiveRun run) =>
        run.Latest(ProviderLiveCalls.Stage)?.Model as TestPanelView ?? new() { RunId = run.Id, Expected = TestPanelView.StagesFor(Provider.BaseUrl, generate: false), Type = Type };

    private IActionResult Refuse(int status, string? problem = null)
    {
        Problem = problem;
        NewKey = null;
        if (!this.WantsFragment() || CannotHaveOne is not null) return new PageResult { StatusCode = status };
        Response.Headers["HX-Retarget"] = "#key-form";
        Response.Headers["HX-Reswap"] = "outerHTML";
        return this.Fragment("_KeyForm", this, status);
    }
}
