using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Health.Alerts.Mail;
using SupportBotPortal.Web.Pages.Providers.Conflicts;

namespace SupportBotPortal.Web.Pages.Alerts.Mail;

/// <summary>All fields of the mail server's form beside what is saved. Of the password only when it was set: there is nothing else to compare.</summary>
internal static class MailServerFields
{
    public static IReadOnlyList<EditedField> Of(MailServer saved, MailServerForm form)
    {
        var port = saved.Port.ToString(CultureInfo.InvariantCulture);
        return
        [
            EditedFields.Text(nameof(form.Host), "Host", saved.Host, form.Host ?? "", () => form.Host = saved.Host) with { DirectsSecrets = true },
            EditedFields.Text(nameof(form.Port), "Port", port, form.Port ?? "", () => form.Port = port) with { DirectsSecrets = true },
            EditedFields.Text(nameof(form.Security), "Security", MailServerChanges.NameOf(saved.Security), MailServerChanges.NameOf(form.Security), () => form.Security = saved.Security) with { DirectsSecrets = true },
            EditedFields.Text(nameof(form.User), "User name", saved.User, form.User ?? "", () => form.User = saved.User) with { DirectsSecrets = true },
            Password(saved, form),
            EditedFields.Text(nameof(form.FromAddress), "Sender’s address", saved.FromAddress, form.FromAddress ?? "", () => form.FromAddress = saved.FromAddress),
            EditedFields.Text(nameof(form.FromName), "Sender’s name", saved.FromName, form.FromName ?? "", () => form.FromName = saved.FromName),
        ];
    }

    private static EditedField Password(MailServer saved, MailServerForm form)
    {
        var isTyped = !string.IsNullOrEmpty(form.Password);
        return new(nameof(form.Password), "Password", saved.PasswordSetAt?.Ticks.ToString(CultureInfo.InvariantCulture) ?? "", isTyped ? "typed" : "kept", () => form.Password = null)
        {
            SavedText = saved.PasswordSetAt is { } at ? $"set by {saved.PasswordSetBy} at {at.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)}" : "",
            TypedText = isTyped ? "the one you typed" : "",
            IsLeftAlone = !isTyped,
            HoldsTypedSecret = isTyped,
        };
    }
}
