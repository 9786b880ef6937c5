namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>A custom header in the form. A blank value keeps the stored one.</summary>
public sealed class HeaderForm
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
