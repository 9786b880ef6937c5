using System.Globalization;
using System.Text;
using SupportBotPortal.FakeProviders.Tls;

namespace SupportBotPortal.FakeProviders;

/// <summary>Says to a person what this is and what to type.</summary>
internal static class Welcome
{
    public static string Text(string http, FakeOptions options)
    {
        var port = new Uri(http).Port;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            A fake of OpenAI, of Anthropic, of Google, and of any OpenAI-compatible endpoint. No account and no real key is needed.

            A portal started by “dotnet run” may call it. Elsewhere the portal refuses loopback until you allow it:
              Egress:Allow          loopback:{port}

            Type in the portal, under Providers > Add:
              Type                  OpenAI
              Base URL              {http}/openai/v1
              API key               {options.OpenAiKey}
            or
              Type                  Anthropic
              Base URL              {http}/anthropic/v1
              API key               {options.AnthropicKey}
            or
              Type                  Google
              Base URL              {http}/google/v1beta
              API key               {options.GoogleKey}
            or
              Type                  Custom
              Base URL              {http}/custom/v1           (bearer token)
                                    {http}/custom/none/v1      (no key)
                                    {http}/custom/basic/v1     (user name {options.CustomUser})
                                    {http}/custom/header/v1    (header {options.CustomHeaderName})
              API key               {options.CustomKey}

            To see a failure, put its name before /v1 or /v1beta, e.g. {http}/openai/rate-limited/v1
            (not every vendor has every one):

            """);
        foreach (var names in Enum.GetValues<FakeBehaviour>().Select(FakeRoute.Slug).Where(s => s != "redirect-to-target").Chunk(4))
            text.Append("  ").AppendLine(string.Join("  ", names.Select(n => n.PadRight(28))).TrimEnd());
        text.Append(CultureInfo.InvariantCulture, $"""

            Over https, with the authority {http}/ca.pem to trust:

            """);
        foreach (var kind in Enum.GetValues<FakeCertificate>())
            text.AppendLine(CultureInfo.InvariantCulture, $"  https://localhost:{options.HttpsPort + (int)kind}/openai/v1   certificate: {Describe(kind)}");
        return text.ToString();
    }

    public static Task AnswerAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<FakeOptions>();
        context.Response.ContentType = "text/plain; charset=utf-8";
        switch (context.Request.Path.Value)
        {
            case "/":
                return context.Response.WriteAsync(Text($"http://localhost:{options.HttpPort}", options));
            case "/ca.pem":
                return context.Response.WriteAsync(FakeCertificates.AuthorityPem);
            default:
                context.Response.StatusCode = 404;
                return context.Response.WriteAsync("There is nothing here. GET / says what there is.");
        }
    }

    private static string Describe(FakeCertificate kind) => kind switch
    {
        FakeCertificate.Valid => "valid",
        FakeCertificate.Expired => "expired",
        FakeCertificate.WrongHost => "of another host",
        FakeCertificate.SelfSigned => "signed by itself",
        _ => throw new InvalidOperationException(),
    };
}
