using SupportBotPortal.Core.Data;

namespace SupportBotPortal.Core.Secrets;

/// <summary>What the database knows of the key ring.</summary>
/// <param name="InstallationId">Bound into everything sealed: a blob of another installation does not open here.</param>
/// <param name="Keys">All rows, the destroyed ones too.</param>
/// <param name="AnythingSealed">Whether any sealed blob is stored anywhere. With no keys this means that the ring was lost, and a new master key must not be made silently.</param>
internal sealed record KeyRingContents(Guid InstallationId, IReadOnlyList<SealingKey> Keys, bool AnythingSealed)
{
    /// <summary>The newest, should a damaged database hold several.</summary>
    public SealingKey? Active => Keys.Where(k => k.State == SealingKeyState.Active).MaxBy(k => k.Id);
}
