using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SupportBotPortal.Core.Data.Storage;
using SupportBotPortal.Core.Health.Board;
using SupportBotPortal.Web.Live;

namespace SupportBotPortal.Web.Board;

/// <summary>
/// Reads and renders the board for all screens together: at most once a second, and only while somebody looks and something has
/// changed. A thousand screens cost the database what one does.
/// </summary>
public sealed class BoardBroadcast(BoardReader reader, FragmentRenderer renderer, IServiceScopeFactory scopes, DatabaseVersion version, TimeProvider time, ILogger<BoardBroadcast> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>“For 12 min” grows without any change.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>A board that could not be read for so long is told to be old.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private const string View = "/Pages/Board/_Board.cshtml";

    private readonly PeriodicTimer timer = new(Every, time);
    private readonly SemaphoreSlim alone = new(1, 1);
    private readonly Lock gate = new();
    private readonly List<Channel<BoardFrame>> followers = [];
    private volatile Look? last;

    /// <summary>Whether what was sent last is what is.</summary>
    public bool IsFresh => last is { } look && time.GetElapsedTime(look.Timestamp) < Patience;

    /// <summary>The board as it is, at most a second old.</summary>
    public async Task<BoardFrame> CurrentAsync(CancellationToken cancellationToken)
    {
        if (last is { } known && IsYoungerThan(known, Every)) return known.Frame;
        await alone.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited gets what the one before has read.
            return last is { } newer && IsYoungerThan(newer, Every) ? newer.Frame : await ReadAsync(cancellationToken);
        }
        finally
        {
            alone.Release();
        }
    }

    /// <summary>From now on each board that differs from the one before; whoever is slow misses some, never the newest.</summary>
    public BoardFollower Follow()
    {
        var channel = Channel.CreateBounded<BoardFrame>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate) followers.Add(channel);
        return new(channel.Reader, () =>
        {
            lock (gate) followers.Remove(channel);
        });
    }

    public override void Dispose()
    {
        timer.Dispose();
        alone.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (IsAnybodyThere && IsDue) await CurrentAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Screens say by themselves how old they are; the next second tries again.
                logger.LogWarning(exception, "The status board could not be read");
            }
        }
    }

    private bool IsAnybodyThere
    {
        get
        {
            lock (gate) return followers.Count > 0;
        }
    }

    private bool IsDue => last is not { } known || !IsYoungerThan(known, Longest) || known.Version != version.Current();

    private bool IsYoungerThan(Look look, TimeSpan age) => time.GetElapsedTime(look.Timestamp) < age;

    private async Task<BoardFrame> ReadAsync(CancellationToken cancellationToken)
    {
        // Before the reading: what changes meanwhile is read once more.
        var (now, timestamp) = (version.Current(), time.GetTimestamp());
        var snapshot = await reader.ReadAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var html = await renderer.RenderAsync(new DefaultHttpContext { RequestServices = scope.ServiceProvider }, View, snapshot);
        var isNew = last?.Frame.Html != html;
        var frame = new BoardFrame(html, snapshot.At);
        last = new(frame, now, timestamp);
        if (!isNew) return frame;
        lock (gate)
        {
            foreach (var follower in followers) follower.Writer.TryWrite(frame);
        }

        return frame;
    }

    private sealed record Look(BoardFrame Frame, DataVersion Version, long Timestamp);
}
