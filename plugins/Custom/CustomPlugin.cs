using SupportBotPortal.Plugins.OpenAiProtocol;
using SupportBotPortal.Plugins.VendorHttp;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.Custom;

/// <summary>Any endpoint that speaks OpenAI's protocol.</summary>
public sealed class CustomPlugin : IProviderPlugin
{
    private readonly ModelMemory<FieldRules> learned = new();

    public ProviderType Type => CustomType.Value;

    public IProviderClient Connect(ProviderConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var field = connection.Settings.Text(CustomType.TokenLimitField) ?? CustomType.Automatic;
        var dialect = new Dialect("The endpoint")
        {
            TokenLimitField = field == ChatFields.MaxCompletionTokens ? field : ChatFields.MaxTokens,
            LearnsTokenLimitField = field == CustomType.Automatic,
        };
        var headers = new RequestHeaders(Credential(connection), connection.Settings.Headers);
        return new OpenAiProviderClient(new OpenAiApi(connection, dialect, headers, learned), connection.Time);
    }

    private static KeyValuePair<string, string>? Credential(ProviderConnection connection)
    {
        var (scheme, secret) = (connection.Credential.SchemeId, connection.Credential.Secret);
        if (scheme == AuthScheme.None.Id)
            return null;
        if (scheme == AuthScheme.Bearer.Id)
            return RequestHeaders.Bearer(secret);
        if (scheme == AuthScheme.Basic.Id)
        {
            var user = connection.Settings.Text(CustomType.Username) ?? "";
            return user.Contains(':', StringComparison.Ordinal)
                ? throw new ProviderFailureException(FailureCause.BadParameter, "A user name for basic authentication cannot contain a colon")
                : RequestHeaders.Basic(user, secret);
        }

        if (scheme == CustomType.Header.Id)
            return secret is null ? null : new(connection.Settings.Text(CustomType.HeaderName) ?? CustomType.DefaultHeaderName, secret);
        throw new ProviderFailureException(FailureCause.BadParameter, "This type does not know the chosen way of authenticating");
    }
}
