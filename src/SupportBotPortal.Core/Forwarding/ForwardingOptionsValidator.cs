using Microsoft.Extensions.Options;

namespace SupportBotPortal.Core.Forwarding;

internal sealed class ForwardingOptionsValidator : IValidateOptions<ForwardingOptions>
{
    public ValidateOptionsResult Validate(string? name, ForwardingOptions options) => !options.IsOn || options.TryRead(out _)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Audit:ForwardTo is \"{options.ForwardTo}\"; write file:///path/to/audit.jsonl, syslog+tls://host:port or syslog+tcp://host:port.");
}
