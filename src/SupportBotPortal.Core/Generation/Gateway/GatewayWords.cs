using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Core.Generation.Gateway;

/// <summary>What bots are told about failures. Never a provider's, a plugin's or the network's own sentence: those may name addresses, or carry a secret.</summary>
internal static partial class GatewayWords
{
    public static string CodeOf(FailureCause cause) => cause switch
    {
        FailureCause.Address or FailureCause.AddressRefused or FailureCause.Connect or FailureCause.Tls or FailureCause.WrongUrl => "unreachable",
        FailureCause.Timeout => "timeout",
        FailureCause.Credentials => "credentials",
        FailureCause.Permission => "permission",
        FailureCause.Quota => "quota",
        FailureCause.RateLimit => "rate_limit",
        FailureCause.Overloaded => "overloaded",
        FailureCause.ModelMissing => "model_missing",
        FailureCause.BadParameter => "bad_parameter",
        FailureCause.NotTheExpectedApi => "unexpected_answer",
        FailureCause.ProviderError => "provider_error",
        _ => "plugin_error",
    };

    /// <summary>Behind “… of [Provider] model: ”.</summary>
    public static string Of(FailureCause cause) => cause switch
    {
        FailureCause.Address or FailureCause.AddressRefused or FailureCause.Connect or FailureCause.Tls or FailureCause.WrongUrl => "its provider cannot be reached",
        FailureCause.Timeout => "it did not begin to answer in time",
        FailureCause.Credentials => "its provider does not accept the portal’s key",
        FailureCause.Permission => "its provider does not permit this",
        FailureCause.Quota => "the quota or credit at its provider is used up",
        FailureCause.RateLimit => "its provider asks to send fewer requests",
        FailureCause.Overloaded => "its provider is overloaded",
        FailureCause.ModelMissing => "its provider has no such model",
        FailureCause.BadParameter => "it refuses the request as it is",
        FailureCause.NotTheExpectedApi => "its provider answered with something else than an answer",
        FailureCause.ProviderError => "its provider failed",
        _ => "its plugin failed",
    };

    /// <summary>Whether it is worth to ask again soon.</summary>
    public static bool IsPassing(FailureCause cause) => cause is FailureCause.RateLimit or FailureCause.Overloaded or FailureCause.Timeout or FailureCause.Connect or FailureCause.ProviderError;

    /// <summary>When no model began to answer.</summary>
    public static BotError AllFailed(IReadOnlyList<Attempt> attempts, TimeSpan? retryAfter)
    {
        var causes = string.Join("; ", attempts.Select(a => $"{a.Name}: {a.Words}"));
        var passes = attempts.All(a => a.Passes);
        return new(passes ? 503 : 502, "server_error", attempts.Count == 1 ? attempts[0].Code : "all_models_failed", attempts.Count == 1 ? $"The model did not answer. {causes}." : $"None of the models answered. {causes}.")
        {
            RetryAfter = passes ? retryAfter ?? TimeSpan.FromSeconds(5) : null,
            Attempts = string.Join(", ", attempts),
        };
    }

    /// <summary>The request is what is wrong; another model would refuse it, too, or answer something else than was asked for.</summary>
    public static BotError Refused(Attempt attempt, string? named)
    {
        // A plugin's word: shown only if it looks like a field's name.
        var parameter = named is not null && FieldName().IsMatch(named) ? named : null;
        return BotError.Invalid(parameter is null ? $"The model {attempt.Name} refuses the request as it is." : $"The model {attempt.Name} refuses the parameter “{parameter}”, or its value.", parameter, "invalid_request") with { Attempts = attempt.ToString() };
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_.\[\]]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();

    /// <summary>An answer that ends before its end.</summary>
    public static BotError BrokenOff(string name, FailureCause cause) => new(502, "server_error", CodeOf(cause), $"The answer broke off. {name}: {(cause == FailureCause.Timeout ? "nothing more came in time" : Of(cause))}.");
}
