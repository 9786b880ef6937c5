namespace SupportBotPortal.Core.Data.Storage;

/// <summary>How every connection to the configuration database behaves.</summary>
internal sealed class SqliteSetup() : SqlitePragmas(Pragmas)
{
    // FULL: a change that was confirmed to a person survives a power cut. secure_delete: a sealed key that was replaced or
    // destroyed is overwritten, not only forgotten. cache_size: half a megabyte for each connection, the operating system keeps the pages anyway.
    private const string Pragmas = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON; PRAGMA cache_size=-512;";
}
