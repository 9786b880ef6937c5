using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Web.Pages.Roles;

namespace SupportBotPortal.Web.Pages.Automation;

/// <summary>What the form of an API token sends.</summary>
public sealed class ApiTokenForm : GrantForm
{
    public string? Name { get; set; }

    public string? Until { get; set; }

    public ApiTokenInput ToInput() => new(Name ?? "", Until ?? "", Grants());
}
