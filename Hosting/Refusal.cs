using System.ComponentModel;
using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal;

/// <summary>Says in a sentence why the portal does not start: a stack trace helps nobody who mistyped a setting.</summary>
internal static class Refusal
{
    /// <returns>The exit code.</returns>
    public static int Say(Exception exception, bool isVerb)
    {
        var sentence = Sentence(exception);
        Console.Error.WriteLine(isVerb ? sentence : $"The portal cannot start. {sentence}");
        // Not what an operator can cause: whoever mends the portal needs to see where.
        if (!IsExpected(exception)) Console.Error.WriteLine(exception);
        return 1;
    }

    private static string Sentence(Exception exception) => exception switch
    {
        IOException { InnerException: AddressInUseException } => "Something else listens at its address already. Choose another port: --urls http://localhost:5090",
        OptionsValidationException invalid => string.Join(' ', invalid.Failures),
        AggregateException several => string.Join(' ', several.InnerExceptions.Select(Sentence)),
        DbUpdateException => $"The database refused it: {exception.GetBaseException().Message}",
        InvalidDataException { InnerException: not null } => $"{exception.Message} {exception.GetBaseException().Message}",
        _ => exception.Message,
    };

    private static bool IsExpected(Exception exception) => exception switch
    {
        AggregateException several => several.InnerExceptions.All(IsExpected),
        CannotStartException or DataDirectoryException or DatabaseStartException or SecretsConfigurationException or OptionsValidationException => true,
        // Of the configuration, the file system and the server: what the message says suffices.
        InvalidOperationException or FormatException or InvalidDataException or IOException or UnauthorizedAccessException => true,
        CryptographicException or Win32Exception or DbException or DbUpdateException => true,
        _ => false,
    };
}
