namespace SupportBotPortal.Core.Data;

/// <summary>The single row that says what signing in demands.</summary>
public sealed class SignInPolicy
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;

    public SecondFactorDemand SecondFactor { get; set; }
}
