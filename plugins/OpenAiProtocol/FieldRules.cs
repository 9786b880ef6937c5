using System.Text.Json.Nodes;

namespace SupportBotPortal.Plugins.OpenAiProtocol;

/// <summary>How a request must look for one model.</summary>
/// <param name="TokenLimitField">What the limit of the answer is called.</param>
/// <param name="Refused">Fields to leave out.</param>
public sealed record FieldRules(string TokenLimitField, IReadOnlyList<string> Refused)
{
    internal static FieldRules Initial(Dialect dialect) => new(dialect.TokenLimitField, []);

    /// <summary>Other rules after a refusal of <paramref name="parameter"/>; <see langword="null"/> if it teaches nothing.</summary>
    internal FieldRules? After(string? parameter, Dialect dialect, JsonObject sent)
    {
        if (parameter is null || !sent.ContainsKey(parameter))
            return null;
        if (parameter == TokenLimitField)
            return dialect.LearnsTokenLimitField ? this with { TokenLimitField = ChatFields.Other(parameter) } : null;
        return ChatFields.Dispensable.Contains(parameter) ? this with { Refused = [.. Refused, parameter] } : null;
    }

    /// <summary>A request that follows the rules.</summary>
    internal JsonObject ApplyTo(JsonObject request)
    {
        var result = (JsonObject)request.DeepClone();
        foreach (var field in Refused)
            result.Remove(field);
        var other = ChatFields.Other(TokenLimitField);
        if (result.TryGetPropertyValue(other, out var limit) && result.Remove(other))
            result[TokenLimitField] = limit;
        return result;
    }
}
