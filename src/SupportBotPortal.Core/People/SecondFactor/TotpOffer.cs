namespace SupportBotPortal.Core.People.SecondFactor;

/// <summary>A secret that an authenticator app is to take, before it is in use.</summary>
/// <param name="Secret">As people type it, base 32.</param>
/// <param name="Uri">As the QR code carries it, <c>otpauth://…</c>.</param>
public sealed record TotpOffer(string Secret, string Uri)
{
    public override string ToString() => nameof(TotpOffer);
}
