namespace SupportBotPortal.Core.Data.Storage;

/// <summary>How every connection to a database beside the configuration behaves.</summary>
internal sealed class SideSqliteSetup() : SqlitePragmas(Pragmas)
{
    // NORMAL: a power cut may take the last seconds of a history, a crash of the portal nothing. The configuration is FULL. All keep half a megabyte of pages for each connection.
    private const string Pragmas = "PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-512;";
}
