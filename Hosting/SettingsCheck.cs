using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health.Watching;

namespace SupportBotPortal;

/// <summary>Reads every setting before anything is touched: a mistyped one must not leave half a portal behind.</summary>
internal static class SettingsCheck
{
    /// <exception cref="CannotStartException">A setting cannot be used.</exception>
    /// <exception cref="OptionsValidationException">Likewise.</exception>
    public static async Task CheckSettingsAsync(this WebApplication app)
    {
        var settings = app.Configuration;
        foreach (var address in settings["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? []) CheckAddress("urls", address);
        foreach (var name in (string[])["http_ports", "https_ports"])
            foreach (var port in settings[name]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
                if (!ushort.TryParse(port, out _)) throw new CannotStartException($"{name} contains \"{port}\", which is not a port; write a number from 1 to 65535.");
        foreach (var endpoint in settings.GetSection("Kestrel:Endpoints").GetChildren())
            if (endpoint["Url"] is { } address) CheckAddress($"{endpoint.Path}:Url", address);
        if (string.Equals(settings["forwardedHeaders_enabled"], "true", StringComparison.OrdinalIgnoreCase))
            throw new CannotStartException("ASPNETCORE_FORWARDEDHEADERS_ENABLED makes the portal believe X-Forwarded-* headers from everybody. Remove it, and name your reverse proxy in KnownProxies.");
        app.Services.GetRequiredService<KnownProxies>();
        app.Services.GetService<IStartupValidator>()?.Validate();
        await app.Services.GetRequiredService<PingAddress>().DemandAllowedAsync(CancellationToken.None);
    }

    private static void CheckAddress(string setting, string text)
    {
        try
        {
            if (BindingAddress.Parse(text) is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue }) return;
        }
        catch (FormatException)
        {
            // Told below, with the setting's name.
        }

        throw new CannotStartException($"{setting} contains \"{text}\", which is not an address to listen on; write for example http://localhost:5090.");
    }
}
