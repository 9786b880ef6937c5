namespace SupportBotPortal.Core.Data;

/// <summary>A request of the admin API that carried an <c>Idempotency-Key</c>, and how it was answered: sent once more, it is answered the same and does nothing.</summary>
public sealed class IdempotentRequest
{
    public Guid TokenId { get; set; }

    /// <summary>As the client sent it.</summary>
    public required string Key { get; set; }

    /// <summary>By which a request can be told to be the same; without the token nobody can guess by it what was in it.</summary>
    public required byte[] Fingerprint { get; set; }

    public DateTime BeganAt { get; set; }

    /// <summary>HTTP status of the answer; <see langword="null"/> as long as there is none, or if the portal ended before there was one.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    public string? Location { get; set; }

    public string? ETag { get; set; }

    public byte[]? Body { get; set; }
}
