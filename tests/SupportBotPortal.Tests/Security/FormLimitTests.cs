using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using SupportBotPortal.Core.Access;
using SupportBotPortal.Tests.Shared;

namespace SupportBotPortal.Tests.Security;

/// <summary>A form costs memory before anything in it is looked at: it is small, except where a list of models is taken.</summary>
public sealed class FormLimitTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/account/password")]
    [InlineData("/setup?token=x")]
    public async Task A_form_with_very_many_fields_is_not_read(string path)
    {
        var fields = Enumerable.Range(0, 9_000).Select(n => KeyValuePair.Create($"f{n}", "x"));
        using var content = new FormUrlEncodedContent(fields);

        using var answer = await started.Admin.Http.PostAsync(path, content, Token);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_large_request_is_read_only_by_the_pages_of_the_provider_form()
    {
        await using var portal = new PortalFactory { Replace = StartedPortal.Quick };
        portal.UseKestrel(0);
        portal.StartServer();
        var address = portal.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        using var admin = new PortalBrowser(portal) { Http = http };
        await admin.SignInAsync((await portal.AddPersonAsync(BuiltInRoles.Admin)).Email!, PortalBrowser.Password);
        var models = string.Join('\n', Enumerable.Range(0, 5_000).Select(n => $"model-{n:D5}-{new string('m', 100)}"));

        var saved = await admin.SaveAsync(Acts.NewCustom, ("Name", "Large"), ("BaseUrl", "http://127.0.0.1:1/v1"), ("AuthScheme", "none"), ("ModelsText", models));
        saved.Status.ShouldBe(HttpStatusCode.Redirect);
        (await portal.ProviderAsync("large")).Models.Count.ShouldBe(5_000);

        using var content = new StringContent("Input.Current=" + new string('x', 100_000), null, "application/x-www-form-urlencoded");
        using var refused = await http.PostAsync("/account/password", content, Token);
        ((int)refused.StatusCode).ShouldBeOneOf(400, 413);
    }

    [Theory]
    [InlineData("/sign-in", "Input[x")]
    [InlineData("/sign-in", "[x")]
    [InlineData("/sign-in", "returnUrl[")]
    [InlineData("/providers/form", "Form.Settings[x")]
    [InlineData("/providers/form", "Form.Headers.index")]
    [InlineData("/providers/form", "Form.Headers[0]")]
    [InlineData("/providers/form", "Form.Settings[][")]
    [InlineData("/providers/try/test", "Form[x")]
    public async Task A_malformed_field_name_is_no_error_of_the_portals(string path, string name)
    {
        using var answer = await started.Admin.PostAsync("/account/password", path, new() { [name] = "1" });

        ((int)answer.StatusCode).ShouldBeLessThan(500);
    }
}
