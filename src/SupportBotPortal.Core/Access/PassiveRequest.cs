using Microsoft.AspNetCore.Http;

namespace SupportBotPortal.Core.Access;

/// <summary>Endpoint metadata: a stream or a poll, which does not count as a person being there.</summary>
public sealed class PassiveRequest;

internal static class PersonActing
{
    public static bool IsPersonActing(this HttpContext context) =>
        context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<PassiveRequest>() is null;
}
