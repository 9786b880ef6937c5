using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Egress;

/// <summary>Refuses to start with a setting that would silently allow nothing, or something else than meant.</summary>
internal sealed class EgressOptionsValidator : IValidateOptions<EgressOptions>
{
    public ValidateOptionsResult Validate(string? name, EgressOptions options)
    {
        List<string> failures = [];
        foreach (var text in options.Allow)
            if (!AllowEntry.TryParse(text, out _, out var error)) failures.Add(error);
        if (!Enum.IsDefined(options.Mode))
            failures.Add($"Egress:Mode is \"{options.Mode}\"; it is either Open or AllowListOnly.");
        if (!ProxyAddress.TryParse(options.Proxy, out _, out var proxyError)) failures.Add(proxyError);
        foreach (var path in options.TrustedAuthorities) CheckAuthority(path, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckAuthority(string path, List<string> failures)
    {
        try
        {
            if (TrustedAuthorities.Read(path).Count == 0)
                failures.Add($"Egress:TrustedAuthorities names \"{path}\", which contains no PEM certificate.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            failures.Add($"Egress:TrustedAuthorities names \"{path}\", which cannot be read as a PEM file: {e.Message}");
        }
    }
}
