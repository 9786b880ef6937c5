using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Automation;
using SupportBotPortal.Core.Data;
using SupportBotPortal.Core.People.Tokens;
using SupportBotPortal.Core.Secrets;

namespace SupportBotPortal.Web.Api;

/// <summary>
/// A write that carries the header <c>Idempotency-Key</c> is carried out once, however often it is sent within a day: whoever got no answer sends it
/// again. The answer is kept, but for what is shown once only, see <see cref="IdempotencyExtensions.ShowOnce"/>.
/// </summary>
internal sealed class Idempotency(RequestDelegate next, IdempotentRequests requests, ILogger<Idempotency> logger)
{
    public const string Header = "Idempotency-Key";

    /// <summary>In an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    public const int LongestKey = 255;

    /// <summary>In bytes. Larger answers are read anew: keeping them would fill the disk.</summary>
    private const int LargestKept = 16 << 10;

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sent = context.Request.Headers[Header];
        if (sent.Count == 0 || HttpMethods.IsGet(context.Request.Method) || context.Features.Get<ApiCaller>() is not { } caller)
        {
            await next(context);
            return;
        }

        if (sent is not [{ Length: > 0 and <= LongestKey } key] || key.Any(c => c is < '!' or > '~'))
        {
            await ApiProblem.Of(StatusCodes.Status400BadRequest, "idempotency_key_malformed", $"An Idempotency-Key has 1 to {LongestKey} visible ASCII characters, such as a UUID. Nothing was changed.").ExecuteAsync(context);
            return;
        }

        var fingerprint = await FingerprintAsync(context);
        var (isRemembered, before) = await requests.BeginAsync(caller.Token.Id, key, fingerprint, context.RequestAborted);
        if (before is not null)
        {
            await AnswerAgainAsync(context, before, fingerprint);
            return;
        }

        if (!isRemembered)
        {
            await ApiProblem.Of(StatusCodes.Status429TooManyRequests, "too_many_keys", $"A token may use {IdempotentRequests.MostOfOneToken:N0} idempotency keys a day. Nothing was changed.").ExecuteAsync(context);
            return;
        }

        await CarryOutAsync(context, new() { TokenId = caller.Token.Id, Key = key, Fingerprint = fingerprint });
    }

    private async Task CarryOutAsync(HttpContext context, IdempotentRequest request)
    {
        var original = context.Response.Body;
        await using var written = new MemoryStream();
        context.Response.Body = written;
        try
        {
            await next(context);
        }
        catch (Exception refused) when (refused is BadHttpRequestException or PortalLockedException)
        {
            // It could not be read, or nothing can be sealed: nothing has happened.
            await requests.ForgetAsync(request.TokenId, request.Key);
            throw;
        }
        finally
        {
            context.Response.Body = original;
        }

        var response = context.Response;
        if (response.StatusCode is >= 200 and < 300)
        {
            request.Status = response.StatusCode;
            (request.ContentType, request.Location, request.ETag) = (response.ContentType, response.Headers.Location.ToString(), response.Headers.ETag.ToString());
            request.Body = context.Items.ContainsKey(IdempotencyExtensions.Once) || written.Length > LargestKept ? null : written.ToArray();
            await KeepAsync(request);
        }
        else
        {
            // What answers itself knows that nothing was changed; what fails unforeseen throws.
            await requests.ForgetAsync(request.TokenId, request.Key);
        }

        written.Position = 0;
        await written.CopyToAsync(original, context.RequestAborted);
    }

    /// <summary>It was carried out: whoever waits gets the answer, also if it cannot be kept.</summary>
    private async Task KeepAsync(IdempotentRequest request)
    {
        try
        {
            await requests.FinishAsync(request);
        }
        catch (Exception problem) when (problem is SqliteException or DbUpdateException)
        {
            logger.LogWarning("The answer to a request with an Idempotency-Key could not be kept ({Kind}): sent again, it is told that nobody knows", problem.GetType().Name);
        }
    }

    private static async Task AnswerAgainAsync(HttpContext context, IdempotentRequest before, byte[] fingerprint)
    {
        if (!CryptographicOperations.FixedTimeEquals(before.Fingerprint, fingerprint))
        {
            await ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "Another request had this Idempotency-Key within the last day. Give each its own. Nothing was changed.").ExecuteAsync(context);
            return;
        }

        if (before.Status is not { } status)
        {
            await ApiProblem.Of(StatusCodes.Status409Conflict, "idempotency_unfinished", "A request with this Idempotency-Key was begun, and is under way or did not come to its end: whether it changed something is not known. Look, and then send it with another key.").ExecuteAsync(context);
            return;
        }

        context.Response.Headers[ReplayedHeader] = "true";
        if (before.Body is null)
        {
            if (before.Location is { Length: > 0 } at) context.Response.Headers.Location = at;
            await ApiProblem.Of(StatusCodes.Status409Conflict, "done_before", "This was done before, and its answer is not kept: it is shown once only, or was too large. Read what is there now; a token that nobody has kept is revoked, and another one made.").ExecuteAsync(context);
            return;
        }

        context.Response.StatusCode = status;
        if (before.ContentType is { Length: > 0 } type) context.Response.ContentType = type;
        if (before.Location is { Length: > 0 } location) context.Response.Headers.Location = location;
        if (before.ETag is { Length: > 0 } tag) context.Response.Headers.ETag = tag;
        await context.Response.Body.WriteAsync(before.Body, context.RequestAborted);
    }

    /// <summary>Keyed with the token, which is stored nowhere: whoever reads the database cannot guess a short password by the hash of what carried it.</summary>
    private static async Task<byte[]> FingerprintAsync(HttpContext context)
    {
        var request = context.Request;
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()));
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n{request.Headers.IfMatch}\n{request.ContentType}\n"));
        var buffer = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
