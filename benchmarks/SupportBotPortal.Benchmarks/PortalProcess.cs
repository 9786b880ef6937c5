using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SupportBotPortal.Benchmarks;

/// <summary>A published portal in a process of its own, on a data directory of its own.</summary>
internal sealed class PortalProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private PortalProcess(Process process, string data, int port, long started)
    {
        this.process = process;
        Data = data;
        Url = $"http://localhost:{port}";
        Started = started;
    }

    public string Data { get; }

    /// <summary>Leaves the data for the next start.</summary>
    public bool KeepsData { get; init; }

    public string Url { get; }

    /// <summary>The timestamp right before the process was started.</summary>
    public long Started { get; }

    /// <param name="settings">Further arguments of the command line, such as <c>--Health:IsOn=false</c>.</param>
    public static PortalProcess Start(string folder, string? data = null, bool keepData = false, params ReadOnlySpan<string> settings)
    {
        data ??= Path.Combine(Path.GetTempPath(), "supportbot-bench-" + Guid.NewGuid().ToString("N"));
        var port = FreePort();
        var info = new ProcessStartInfo(Path.Combine(folder, "SupportBotPortal"), ["--urls", $"http://localhost:{port}", $"--Storage:DataDirectory={data}", .. settings])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(info)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new(process, data, port, started) { KeepsData = keepData };
    }

    /// <summary>Asks until it answers.</summary>
    /// <returns>How long after the start of the process the answer was there.</returns>
    public async Task<TimeSpan> FirstAnswerAsync(string path)
    {
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(Url + path);
                response.EnsureSuccessStatusCode();
                return Stopwatch.GetElapsedTime(Started);
            }
            catch (HttpRequestException exception) when (exception.StatusCode is null && !process.HasExited)
            {
                await Task.Delay(2);
            }
        }
    }

    /// <summary>A comparison partner of this program, as a process of its own like the portal.</summary>
    /// <param name="arguments">To this program; the address to listen on follows them.</param>
    public static PortalProcess StartOwn(params ReadOnlySpan<string> arguments)
    {
        var port = FreePort();
        var started = Stopwatch.GetTimestamp();
        var info = new ProcessStartInfo(Environment.ProcessPath!, [.. arguments, $"http://localhost:{port}"]) { WorkingDirectory = AppContext.BaseDirectory };
        return new(Process.Start(info)!, "", port, started) { KeepsData = true };
    }

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan ProcessorTime()
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>Resident memory, in MiB.</summary>
    public double ResidentMiB() => StatusMiB("VmRSS:");

    /// <summary>The most that was ever resident, in MiB.</summary>
    public double PeakMiB() => StatusMiB("VmHWM:");

    private double StatusMiB(string name)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        http.Dispose();
        if (!KeepsData) Directory.Delete(Data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
