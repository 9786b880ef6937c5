using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>Turns what an endpoint answered into a failure with a cause, in our own words.</summary>
public sealed partial class Failures(string name, ProviderConnection connection, IErrorReader reader)
{
    private readonly ProviderCredential credential = connection.Credential;

    public static ProviderFailureException NotTheExpectedApi(string message, int? status = null, Exception? inner = null) =>
        new(FailureCause.NotTheExpectedApi, message, inner) { Status = (HttpStatusCode?)status };

    /// <summary>Something came that is no chat answer of this protocol.</summary>
    public ProviderFailureException UnexpectedAnswer(Exception? inner = null) =>
        NotTheExpectedApi($"{name} answered with something else where {Expected.ChatAnswer} was expected", inner: inner);

    /// <summary>The stream ended politely, but before its end.</summary>
    public ProviderFailureException CutOff() => new(FailureCause.Connect, $"{name} ended the stream before the answer was complete");

    /// <returns>The error in an answer, or <see langword="null"/> if it has none.</returns>
    public VendorError? Find(JsonElement root) => reader.Find(root);

    /// <summary>A status that is not success.</summary>
    public ProviderFailureException FromStatus(int status, string? contentType, ReadOnlyMemory<byte> body, TimeSpan? retryAfter, bool aboutModel)
    {
        var found = Find(body);
        // Web filters, proxies and TLS ports answer so in the provider's place: they have judged neither key nor request.
        // Not 401: that one asks for a key, whoever checks it (nginx answers with a page).
        if (found is null && status is 400 or 403 && WebPage.Is(contentType, body.Span))
            return FromWebPage(status);
        var error = found ?? VendorError.None;
        var cause = reader.CauseOf(status, error, aboutModel);
        return Make(cause, status, error, retryAfter);
    }

    /// <summary>An error that came with status 200, in a body or in a stream.</summary>
    public ProviderFailureException FromInside(VendorError error) =>
        Make(reader.CauseOf(reader.StatusOf(error), error, aboutModel: true), null, error, null);

    private VendorError? Find(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, VendorJson.Document);
            return reader.Find(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private ProviderFailureException FromWebPage(int status) =>
        new(FailureCause.NotTheExpectedApi, $"A web page with status {status} came back where an answer of the API was expected")
        {
            Status = (HttpStatusCode)status,
            Advice = status switch
            {
                403 => ["A firewall or web filter may stand in between: ask whoever runs the network to let the portal through to this address."],
                400 when connection.BaseUrl.Scheme == Uri.UriSchemeHttp => ["The port may expect TLS: try https:// in the base URL."],
                _ => [],
            },
        };

    private ProviderFailureException Make(FailureCause cause, int? status, VendorError error, TimeSpan? retryAfter)
    {
        var code = Safe(error.Code) ?? Safe(error.Type);
        var parameter = cause == FailureCause.BadParameter ? Safe(reader.ParameterOf(error)) : null;
        return new(cause, Sentence(cause, parameter))
        {
            Status = (HttpStatusCode?)status,
            Detail = string.Join(' ', new[] { $"{name} answered", status?.ToString(CultureInfo.InvariantCulture) ?? "with an error", code }.Where(s => s is not null)),
            Parameter = parameter,
            Advice = reader.AdviceFor(error),
            RetryAfter = cause is FailureCause.RateLimit or FailureCause.Overloaded ? retryAfter ?? error.RetryAfter : null,
        };
    }

    private string Sentence(FailureCause cause, string? parameter) => cause switch
    {
        FailureCause.Credentials when credential.Secret is null => $"{name} asks for a key, and none is configured",
        FailureCause.Credentials => $"{name} does not accept this key",
        FailureCause.Permission => $"{name} knows the key, but does not permit this with it",
        FailureCause.Quota => $"{name} refuses because quota or credit is used up",
        FailureCause.RateLimit => $"{name} asks to send fewer requests",
        FailureCause.Overloaded => $"{name} is overloaded",
        FailureCause.ModelMissing => $"{name} has no such model for this key",
        FailureCause.WrongUrl => $"{name} has nothing at this path",
        FailureCause.NotTheExpectedApi => $"{name} answered something else than this API",
        FailureCause.Timeout => $"{name} reports that it took too long",
        FailureCause.BadParameter when parameter is not null => $"{name} refuses the parameter {parameter}",
        FailureCause.BadParameter => $"{name} refuses the request as it is",
        _ => $"{name} failed",
    };

    /// <summary>Codes and field names are shown, but only if they look like one, and never if they repeat the key.</summary>
    private string? Safe(string? code)
    {
        if (code is null || !CodePattern().IsMatch(code))
            return null;
        return credential.Secret is { } secret
            && (code.Contains(secret, StringComparison.OrdinalIgnoreCase) || (code.Length >= 6 && secret.Contains(code, StringComparison.OrdinalIgnoreCase)))
            ? null
            : code;
    }

    [GeneratedRegex("^[a-z0-9_]{1,60}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
