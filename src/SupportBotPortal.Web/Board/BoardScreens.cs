using Microsoft.Extensions.Options;
using SupportBotPortal.Core.Health.Board;

namespace SupportBotPortal.Web.Board;

/// <summary>Counts the screens that are being updated: all, those of an address, those of a link.</summary>
public sealed class BoardScreens(IOptions<BoardOptions> options)
{
    private readonly Lock gate = new();
    private readonly List<Screen> open = [];

    /// <returns>A place, to be disposed of; <see langword="null"/> if there are too many already.</returns>
    /// <param name="address">Whose it is.</param>
    /// <param name="linkId">The link that it came by; <see langword="null"/> for somebody signed in.</param>
    public IDisposable? TryOpen(string address, Guid? linkId)
    {
        lock (gate)
        {
            if (open.Count >= options.Value.Screens || open.Count(s => s.Address == address) >= options.Value.ScreensPerAddress) return null;
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
