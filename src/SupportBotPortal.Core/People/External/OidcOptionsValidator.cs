using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.People.External;

internal sealed class OidcOptionsValidator(IHostEnvironment environment) : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options)
    {
        List<string> problems = [.. options.Problems(environment.IsDevelopment())];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
