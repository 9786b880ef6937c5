namespace SupportBotPortal.Core.Audit;

/// <summary>Somebody who is to get every line of the audit log before it may go.</summary>
public interface IAuditHold
{
    /// <summary>The last line that he has; <see cref="long.MaxValue"/> if he waits for none.</summary>
    long TakenUpTo { get; }
}
