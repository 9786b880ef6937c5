using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SupportBotPortal.Tests.Hosting;

/// <summary>The portal's own executable, as built beside the tests, in a process and a folder of its own.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Lock gate = new();
    private TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => this.process = process;

    /// <summary>The folder of the built executable, with its plugins.</summary>
    public static string Folder => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "SupportBotPortal", "debug"));

    /// <summary>Everything it printed so far.</summary>
    public string Output => string.Join('\n', lines);

    /// <param name="environment">Further environment variables; <c>ASPNETCORE_ENVIRONMENT</c> is Development unless named.</param>
    /// <param name="arguments">The command line.</param>
    public static HostProcess Start(string workingDirectory, IReadOnlyDictionary<string, string>? environment, params string[] arguments) =>
        Start(Folder, workingDirectory, environment, arguments);

    public static HostProcess Start(string folder, string workingDirectory, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [Path.Combine(folder, "SupportBotPortal.dll"), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) info.Environment[name] = value;
        var host = new HostProcess(new Process { StartInfo = info, EnableRaisingEvents = true });
        host.process.OutputDataReceived += (_, line) => host.Read(line.Data);
        host.process.ErrorDataReceived += (_, line) => host.Read(line.Data);
        host.process.Start();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Waits until it has said where it is.</summary>
    public Task StartedAsync(CancellationToken cancellationToken) => SaysAsync("SupportBot Portal   http", cancellationToken);

    /// <summary>Waits until it has printed these words.</summary>
    public async Task SaysAsync(string words, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next;
            lock (gate) next = read.Task;
            if (Output.Contains(words, StringComparison.Ordinal)) return;
            try
            {
                await next.WaitAsync(Patience, cancellationToken);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"The portal did not say “{words}”. It said: {Output}");
            }
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> EndedAsync(CancellationToken cancellationToken)
    {
        await process.WaitForExitAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        return process.ExitCode;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null) return;
        lines.Enqueue(line);
        TaskCompletionSource waited;
        lock (gate) (waited, read) = (read, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waited.SetResult();
    }
}
