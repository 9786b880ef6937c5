using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace SupportBotPortal.Web.Security;

/// <summary>
/// How often one address may try a password or a link to the status board, one person may start a live call or send a message, and how many
/// large forms are read at once.
/// </summary>
public static class RequestLimits
{
    public const string SignIn = "sign-in";
    public const string LiveCalls = "live-calls";
    public const string Board = "board";

    /// <summary>Being led to the identity provider.</summary>
    public const string Providers = "providers";

    /// <summary>A message that a person reads at its other end.</summary>
    public const string Messages = "messages";

    public static IServiceCollection AddLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        // Waits rather than refuses: nobody honest sends more than one at a time.
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            AtOnce(Person, 2, 10),
            AtOnce(_ => "all", 8, 100));
        options.AddPolicy(SignIn, context => Writes(context, AddressOf(context), 20));
        // Looking is what is limited here: a wall of screens behind one address, each of which connects anew, stays below it.
        options.AddPolicy(Board, context => PerMinute("board " + AddressOf(context), 300));
        options.AddPolicy(Providers, context => PerMinute("provider " + AddressOf(context), 60));
        options.AddPolicy(LiveCalls, context => Writes(context, Person(context), 60));
        options.AddPolicy(Messages, context => Writes(context, Person(context), 20));
    });

    /// <summary>Of IPv6 the network: whoever has one address there has 2^64.</summary>
    internal static string AddressOf(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        var bytes = address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        return Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, 8)));
    }

    /// <summary>Those who are not signed in must not use up each other's share.</summary>
    private static string Person(HttpContext context) => context.User.Identity?.Name ?? AddressOf(context);

    /// <summary>How many large forms are read at the same time, and how many wait.</summary>
    private static PartitionedRateLimiter<HttpContext> AtOnce(Func<HttpContext, string> who, int permits, int waiting) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        context.IsLargeForm()
            ? RateLimitPartition.GetConcurrencyLimiter("large " + who(context), _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : RateLimitPartition.GetNoLimiter("small"));

    private static RateLimitPartition<string> Writes(HttpContext context, string who, int perMinute) =>
        HttpMethods.IsPost(context.Request.Method)
            ? PerMinute("write " + who, perMinute)
            // A key of its own: the first limiter made for a key serves all that share it, also where there is no address.
            : RateLimitPartition.GetNoLimiter("read");

    private static RateLimitPartition<string> PerMinute(string key, int permits) => RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
    {
        PermitLimit = permits,
        Window = TimeSpan.FromMinutes(1),
        SegmentsPerWindow = 6,
    });
}
