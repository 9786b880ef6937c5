using System.Globalization;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.Egress;
using SupportBotPortal.Core.Plugins;
using SupportBotPortal.Core.Providers;

namespace SupportBotPortal.Core.Health.Alerts.Mail;

/// <summary>Checks a typed mail server; every refusal is a sentence at its field.</summary>
public sealed class MailServerRules(IEgress egress)
{
    private const int LongestUser = 256;
    private const int LongestPassword = 1024;

    /// <param name="input">As typed.</param>
    /// <param name="existing">What is stored; <see langword="null"/> if nothing is.</param>
    /// <param name="cancellationToken">Ends looking up the host.</param>
    public async Task<MailServerCheck> CheckAsync(MailServerInput input, MailServer? existing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        List<FieldMessage> errors = [], notes = [];
        if (!int.TryParse(input.Port.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > ushort.MaxValue)
            errors.Add(new(nameof(input.Port), "Enter a port from 1 to 65535: usually 587 for STARTTLS, 465 for TLS."));
        if (!Enum.IsDefined(input.Security)) errors.Add(new(nameof(input.Security), "Choose STARTTLS, TLS or none."));
        var address = MailServerVault.AddressOf(input.Host, port is < 1 or > ushort.MaxValue ? 25 : port, input.Security);
        if (address is null) errors.Add(new(nameof(input.Host), input.Host.Trim().Length == 0 ? "Enter the mail server’s host, such as smtp.example.com." : "That is no host name. Write it like smtp.example.com, without a scheme, port or path."));
        else if (errors.Count == 0) await JudgeAsync(address, input.Security, errors, notes, cancellationToken);
        CheckCredentials(input, existing, address, errors);
        var from = MailAddresses.Canonical(input.FromAddress);
        if (from is null) errors.Add(new(nameof(input.FromAddress), "Enter the address that mail comes from, such as portal@example.com."));
        var name = input.FromName.Trim();
        if (name.Length > NameRules.Longest || VisibleText.HidesSomething(name)) errors.Add(new(nameof(input.FromName), $"A name may have at most {NameRules.Longest} characters, none of them invisible."));
        return new(input with { Host = address?.IdnHost.Trim('[', ']') ?? input.Host.Trim(), User = input.User.Trim(), FromAddress = from ?? input.FromAddress.Trim(), FromName = name }, port, errors, notes);
    }

    private async Task JudgeAsync(Uri address, MailSecurity security, List<FieldMessage> errors, List<FieldMessage> notes, CancellationToken cancellationToken)
    {
        var verdict = await egress.JudgeAsync(address, cancellationToken);
        if (verdict.Reason is { } reason)
        {
            // Where it would be allowed if only it were secure, that is what is wrong.
            var secure = MailServerVault.AddressOf(address.Host, address.Port, MailSecurity.Tls)!;
            var isAboutSecurity = security == MailSecurity.None && (await egress.JudgeAsync(secure, cancellationToken)).IsAllowed;
            errors.Add(new(isAboutSecurity ? nameof(MailServerInput.Security) : nameof(MailServerInput.Host), reason));
        }
        else if (security == MailSecurity.None)
        {
            notes.Add(new(nameof(MailServerInput.Security), $"Mail, and the password if there is one, travel to {address.Host} unencrypted. That is only for servers within your own network."));
        }
    }

    private static void CheckCredentials(MailServerInput input, MailServer? existing, Uri? address, List<FieldMessage> errors)
    {
        var user = input.User.Trim();
        if (user.Length > LongestUser || VisibleText.HidesSomething(user)) errors.Add(new(nameof(input.User), $"A user name may have at most {LongestUser} characters, none of them invisible."));
        if (input.Password.Length > LongestPassword || input.Password.Any(char.IsControl)) errors.Add(new(nameof(input.Password), $"A password may have at most {LongestPassword:N0} characters, and no line breaks. Copy it again."));
        if (user.Length == 0)
        {
            if (input.Password.Length > 0) errors.Add(new(nameof(input.User), "Enter the user name that the password belongs to."));
            return;
        }

        if (input.Password.Length > 0) return;
        if (existing?.Password is null)
        {
            errors.Add(new(nameof(input.Password), "Enter the password, or leave out the user name if the server wants nobody to sign in."));
            return;
        }

        var before = MailServerVault.AddressOf(existing) is { } old ? EgressUrl.OriginOf(old) : existing.Host;
        if (address is not null && EgressUrl.OriginOf(address) != before)
            errors.Add(new(nameof(input.Password), $"Mail would now go to {EgressUrl.OriginOf(address)} instead of {before}. A stored password is only ever sent where it was meant to go: type it again."));
    }
}
