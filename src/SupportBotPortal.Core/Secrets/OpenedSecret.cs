using System.Diagnostics;
using System.Text.Json.Serialization;

namespace SupportBotPortal.Core.Secrets;

/// <summary>The outcome of opening a secret. Keep it local: no field, no log, no response.</summary>
/// <param name="State">What became of it.</param>
/// <param name="Value">The plaintext if <see cref="SecretState.Ready"/>, otherwise <see langword="null"/>.</param>
[DebuggerDisplay("{State}")]
public readonly record struct OpenedSecret(SecretState State, [property: JsonIgnore] string? Value)
{
    /// <summary>The state only: a record's own ToString would print the secret into the first log line it meets.</summary>
    public override string ToString() => $"{nameof(OpenedSecret)} {State}";
}
