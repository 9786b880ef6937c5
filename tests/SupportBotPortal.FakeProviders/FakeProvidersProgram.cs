using System.Runtime.InteropServices;

namespace SupportBotPortal.FakeProviders;

/// <summary>Runs a fake by hand: <c>dotnet run --project tests/SupportBotPortal.FakeProviders -- [--port 5181] [--https-port 5182]</c>.</summary>
/// <remarks>Not named Program: tests reference this project beside the portal, whose Program they start.</remarks>
internal static class FakeProvidersProgram
{
    public static async Task<int> Main(string[] arguments)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        var port = settings.GetValue("port", 5181);
        var httpsPort = settings.GetValue("https-port", port + 1);

        FakeUpstream fake;
        try
        {
            fake = await FakeUpstream.StartAsync(o => (o.HttpPort, o.HttpsPort) = (port, httpsPort));
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Choose other ports: -- --port 6181 --https-port 6182");
            return 1;
        }

        await using (fake)
        {
            Console.WriteLine(Welcome.Text($"http://localhost:{port}", fake.Options));
            Console.WriteLine("Press Ctrl+C to stop.");
            var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            await stop.Task;

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                stop.TrySetResult();
            }
        }

        return 0;
    }
}
