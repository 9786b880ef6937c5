using SupportBotPortal.Core.Audit.Reading;

namespace SupportBotPortal.Core.Forwarding;

/// <summary>Where lines go.</summary>
internal interface IForwardingTarget
{
    /// <summary>Hands over lines, in their order; when it comes back, they are there.</summary>
    /// <exception cref="IOException">They are not, or not all of them.</exception>
    /// <exception cref="Egress.EgressException">Likewise.</exception>
    Task SendAsync(IReadOnlyList<ExportedAudit> lines, CancellationToken cancellationToken);
}
