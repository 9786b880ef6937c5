using System.Threading.Channels;

namespace SupportBotPortal.Web.Board;

/// <summary>One screen's place in the broadcast; whoever has it disposes of it.</summary>
public sealed class BoardFollower(ChannelReader<BoardFrame> frames, Action leave) : IDisposable
{
    public ChannelReader<BoardFrame> Frames { get; } = frames;

    public void Dispose() => leave();
}
