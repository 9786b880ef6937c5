using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SupportBotPortal.BrowserTests.Harness;

/// <summary>A portal started as the README says, by <c>dotnet run</c> at the root (without building anew), on an empty data directory.</summary>
internal sealed class CommandedPortal : IDisposable
{
    private readonly Process process;
    private readonly string data = Path.Combine(Path.GetTempPath(), "supportbot-command-" + Guid.NewGuid().ToString("N"));
    private readonly TaskCompletionSource<string> link = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> output = [];

    public CommandedPortal()
    {
        Url = $"http://localhost:{FreePort()}";
        process = new Process
        {
            StartInfo = new("dotnet", ["run", "--no-build", "--", "--urls", Url, $"--Storage:DataDirectory={data}"])
            {
                WorkingDirectory = Root(),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Url { get; }

    /// <summary>The setup link, as it is printed.</summary>
    public Task<string> SetupLinkAsync(CancellationToken cancellationToken) => link.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    /// <summary>Whether the data directory is readable by its owner alone; Windows has no such mode.</summary>
    public bool IsPrivate() => OperatingSystem.IsWindows() || File.GetUnixFileMode(data) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        if (Directory.Exists(data)) Directory.Delete(data, recursive: true);
    }

    private void Read(string? line)
    {
        if (line is null) link.TrySetException(new InvalidOperationException("The portal ended: " + string.Join('\n', output)));
        else if (line.Contains("/setup?token=", StringComparison.Ordinal) && line.Contains("http", StringComparison.Ordinal)) link.TrySetResult(line.Trim());
        else output.Add(line);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SupportBotPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below the solution.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
