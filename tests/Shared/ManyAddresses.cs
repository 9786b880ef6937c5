using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace SupportBotPortal.Tests.Shared;

/// <summary>Every request comes from an address of its own: the limit per address has its own tests.</summary>
internal sealed class ManyAddresses : IStartupFilter
{
    private int last;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            var number = Interlocked.Increment(ref last);
            context.Connection.RemoteIpAddress = new IPAddress([10, (byte)(number >> 16), (byte)(number >> 8), (byte)number]);
            return rest(context);
        });
        next(app);
    };
}
