using System.Net;
using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health.Board;

namespace SupportBotPortal.Web.Board;

/// <summary>Counts the screens that are being updated: all, those of an address, those of a link.</summary>
public sealed class BoardScreens(IOptions<BoardOptions> options)
{
    /// <summary>One of so many places is kept for people who are signed in: links are all over the house.</summary>
    private const int OneOf = 10;

    private const int NetworkBytes = 8;

    private readonly Lock gate = new();
    private readonly List<Screen> open = [];

    /// <returns>A place, to be disposed of; <see langword="null"/> if there are too many already.</returns>
    /// <param name="from">Whose it is. Of an IPv6 address its network counts: whoever has one has 2⁶⁴.</param>
    /// <param name="linkId">The link that it came by; <see langword="null"/> for somebody signed in.</param>
    public IDisposable? TryOpen(IPAddress? from, Guid? linkId)
    {
        var address = NetworkOf(from);
        lock (gate)
        {
            if (open.Count >= options.Value.Screens || open.Count(s => s.Address == address) >= options.Value.ScreensPerAddress) return null;
            if (linkId is not null && open.Count(s => s.LinkId is not null) >= PlacesForLinks) return null;
            var screen = new Screen(this, address, linkId);
            open.Add(screen);
            return screen;
        }
    }

    /// <summary>How many show the board by a link right now.</summary>
    public int Of(Guid linkId)
    {
        lock (gate) return open.Count(s => s.LinkId == linkId);
    }

    private int PlacesForLinks => options.Value.Screens - Math.Max(1, options.Value.Screens / OneOf);

    private static string NetworkOf(IPAddress? from)
    {
        if (from is null) return "";
        if (from.IsIPv4MappedToIPv6) return from.MapToIPv4().ToString();
        return from.GetAddressBytes() is { Length: > NetworkBytes } bytes ? Convert.ToHexStringLower(bytes.AsSpan(0, NetworkBytes)) : from.ToString();
    }

    private sealed class Screen(BoardScreens screens, string address, Guid? linkId) : IDisposable
    {
        public string Address { get; } = address;

        public Guid? LinkId { get; } = linkId;

        public void Dispose()
        {
            lock (screens.gate) screens.open.Remove(this);
        }
    }
}
