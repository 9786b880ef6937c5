namespace SupportBotPortal.Core.Data;

/// <summary>Of whom who signs in with a password a second factor is demanded.</summary>
public enum SecondFactorDemand
{
    Nobody,

    /// <summary>Of those who hold a permission of high risk.</summary>
    HighRisk,

    Everybody,
}
