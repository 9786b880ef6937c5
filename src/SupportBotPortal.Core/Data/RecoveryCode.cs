namespace SupportBotPortal.Core.Data;

/// <summary>A code with which somebody signs in once when the second factor is lost.</summary>
public sealed class RecoveryCode
{
    public Guid UserId { get; set; }

    /// <summary>SHA-256 of the person's id and the code: whoever reads the database cannot use it. A code has more random bits than can be tried.</summary>
    public required byte[] Hash { get; set; }
}
