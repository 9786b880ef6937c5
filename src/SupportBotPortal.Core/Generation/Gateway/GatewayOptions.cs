namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>How much bots may ask for; section <c>Bots</c> of the settings.</summary>
public sealed class GatewayOptions
{
    public const string Section = "Bots";

    /// <summary>How many requests a minute one token may make; 0 = as many as it likes. A token may have a number of its own.</summary>
    public int RequestsPerMinute { get; set; } = 6_000;

    /// <summary>How many requests of one token are answered at the same time.</summary>
    public int AtOnceForOneToken { get; set; } = 100;

    /// <summary>How many requests of all tokens are answered at the same time.</summary>
    public int AtOnce { get; set; } = 1_000;

    /// <summary>How long one model may take until its answer begins; an answer that is not streamed begins when it is complete.</summary>
    public TimeSpan FirstByteWithin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long all attempts together may take until an answer begins.</summary>
    public TimeSpan AnswerBeginsWithin { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How long one answer may take to its end, once it has begun.</summary>
    public TimeSpan AnswerEndsWithin { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How large a request may be, in MiB. Images travel inside of it.</summary>
    public int MaximumRequestMiB { get; set; } = 20;

    /// <summary>How long a request may take to come in.</summary>
    public TimeSpan RequestWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How large all requests together may be that are answered at the same time, in MiB.</summary>
    public int RequestsTogetherMiB { get; set; } = 256;

    internal IEnumerable<string> Problems()
    {
        if (RequestsPerMinute is < 0 or > 1_000_000) yield return $"Bots:RequestsPerMinute is {RequestsPerMinute}. It can be 0 (no limit) to 1,000,000.";
        if (AtOnceForOneToken is < 1 or > 100_000) yield return $"Bots:AtOnceForOneToken is {AtOnceForOneToken}. Between 1 and 100,000 requests of one token can be answered at the same time.";
        if (AtOnce is < 1 or > 100_000) yield return $"Bots:AtOnce is {AtOnce}. Between 1 and 100,000 requests can be answered at the same time.";
        if (FirstByteWithin < TimeSpan.FromSeconds(1) || FirstByteWithin > TimeSpan.FromMinutes(30)) yield return $"Bots:FirstByteWithin is {FirstByteWithin}. It can be one second (00:00:01) to half an hour (00:30:00).";
        if (AnswerBeginsWithin < FirstByteWithin || AnswerBeginsWithin > TimeSpan.FromHours(1)) yield return $"Bots:AnswerBeginsWithin is {AnswerBeginsWithin}. It can be Bots:FirstByteWithin ({FirstByteWithin}) to one hour (01:00:00).";
        if (AnswerEndsWithin < TimeSpan.FromSeconds(1) || AnswerEndsWithin > TimeSpan.FromDays(1)) yield return $"Bots:AnswerEndsWithin is {AnswerEndsWithin}. It can be one second (00:00:01) to one day (1.00:00:00).";
        if (RequestWithin < TimeSpan.FromSeconds(1) || RequestWithin > TimeSpan.FromMinutes(30)) yield return $"Bots:RequestWithin is {RequestWithin}. It can be one second (00:00:01) to half an hour (00:30:00).";
        if (RequestsTogetherMiB < MaximumRequestMiB || RequestsTogetherMiB > 100_000) yield return $"Bots:RequestsTogetherMiB is {RequestsTogetherMiB}. It can be Bots:MaximumRequestMiB ({MaximumRequestMiB}) to 100,000.";
        if (MaximumRequestMiB is < 1 or > 200) yield return $"Bots:MaximumRequestMiB is {MaximumRequestMiB}. A request can have 1 to 200 MiB.";
    }
}
