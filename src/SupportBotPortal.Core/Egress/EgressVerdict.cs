namespace SupportBotPortal.Core.Egress;

/// <summary>Whether the policy lets an address be called.</summary>
/// <param name="Reason">Why not, one or two sentences for the admin; <see langword="null"/> if it may.</param>
/// <param name="AllowLine">What to add to <see cref="EgressOptions.Allow"/>; <see langword="null"/> where no setting helps.</param>
public sealed record EgressVerdict(string? Reason, string? AllowLine)
{
    public static EgressVerdict Allowed { get; } = new(null, null);

    public bool IsAllowed => Reason is null;

    public static EgressVerdict Refused(string reason, string? allowLine = null) => new(reason, allowLine);
}
