using System.Text.Json;
using SupportBotPortal.PluginSdk;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>How one vendor writes errors, and what they mean.</summary>
public interface IErrorReader
{
    /// <returns>The error, or <see langword="null"/> if the body has none.</returns>
    VendorError? Find(JsonElement root);

    /// <summary>What a status and an error body mean. The status decides what the body leaves open: <see cref="StatusCauses"/>.</summary>
    /// <param name="error"><see cref="VendorError.None"/> if the body has none.</param>
    /// <param name="status">As sent, or <see cref="StatusOf"/> if the error came with success.</param>
    /// <param name="aboutModel">Whether the request named a model, so that a 404 may mean it.</param>
    FailureCause CauseOf(int status, VendorError error, bool aboutModel);

    /// <summary>The status with which an error that came with success would otherwise be sent.</summary>
    int StatusOf(VendorError error);

    /// <summary>The field of the request that a refusal is about, if it can be told.</summary>
    string? ParameterOf(VendorError error);

    /// <summary>What to do about it, where more can be said than for its cause.</summary>
    IReadOnlyList<string> AdviceFor(VendorError error) => [];
}
