namespace SupportBotPortal.Web.Pages.Account;

/// <summary>The two fields of a password that is chosen.</summary>
/// <param name="Name">What the first is bound to; the second is <c>Input.Repeat</c>.</param>
/// <param name="IsFirst">Whether nothing is typed before it.</param>
public sealed record NewPasswordFields(string Name, string Label, bool IsFirst);
