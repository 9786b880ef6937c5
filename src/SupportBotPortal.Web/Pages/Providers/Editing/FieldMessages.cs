namespace SupportBotPortal.Web.Pages.Providers.Editing;

/// <summary>What stands below a field.</summary>
/// <param name="Id">For aria-describedby.</param>
public sealed record FieldMessages(string Id, string Help, IEnumerable<string> Errors, IEnumerable<string> Notes);
