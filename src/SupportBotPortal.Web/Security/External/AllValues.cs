using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace SupportBotPortal.Web.Security.External;

/// <summary>Takes a claim from the user info endpoint, one for each value of a list.</summary>
internal sealed class AllValues(string name) : ClaimAction(name, ClaimValueTypes.String)
{
    public override void Run(JsonElement userData, ClaimsIdentity identity, string issuer)
    {
        if (userData.ValueKind != JsonValueKind.Object || !userData.TryGetProperty(ClaimType, out var value)) return;
        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
        {
            var text = one.ToString();
            if (!identity.HasClaim(ClaimType, text)) identity.AddClaim(new Claim(ClaimType, text, ValueType, issuer));
        }
    }
}
