namespace SupportBotPortal.Core.Secrets;

/// <summary>Finds the words for the state of the ring: what is wrong, and what a person can do without losing anything.</summary>
internal static class RingStatus
{
    private const string Adopt = "If it is lost for good, run 'keys adopt-new --confirm' and enter the provider keys again.";

    public static KeyRingStatus Of(KeyRingContents contents, RingKey? active, MasterKeyReading? reading)
    {
        if (active?.State == RingKeyState.Open)
            return KeyRingStatus.Ready;

        // No reading: nothing new had to be opened, so the rows themselves are the reason.
        return KeyRingStatus.Locked((contents.Active, active?.State, reading) switch
        {
            (null, _, _) when contents.Keys.Count == 0 && contents.AnythingSealed =>
                "Secrets are sealed, but the key ring in the database is empty. Restore the database from a backup. " + Adopt,
            (null, _, { Current: null }) when contents.Keys.Count == 0 =>
                $"{reading.Chosen.Problem} Put a key there: one line of 32 random bytes in base64, readable by the portal's user only.",
            (null, _, _) when contents.Keys.Count == 0 =>
                "The key ring has not been set up yet. Restart the portal.",
            (null, _, _) =>
                "No key in the key ring is marked as active. Restore the database from a backup, or run 'keys adopt-new --confirm': what is sealed stays readable.",
            ({ } row, RingKeyState.Damaged, _) =>
                $"The master key is right, but key {row.Id} of the key ring is damaged. Restore the database from a backup. {Adopt}",
            ({ } row, _, { Current: null }) =>
                $"{reading.Chosen.Problem} Put back the key {row.MasterKeyId} that sealed this portal's secrets. {Adopt}",
            ({ } row, _, { Current: { } current }) =>
                $"The master key in {reading.Chosen.Where} ({current.Id}) is not the one that sealed this portal's secrets ({row.MasterKeyId}). Put that one back. {Adopt}",
            ({ } row, _, null) =>
                $"Key {row.Id} of the key ring cannot be opened. Put back the master key {row.MasterKeyId}. {Adopt}",
        });
    }

    /// <summary>Whether a first master key may be made: only where no key could ever have been needed.</summary>
    public static bool IsNew(KeyRingContents contents) => contents.Keys.Count == 0 && !contents.AnythingSealed;
}
