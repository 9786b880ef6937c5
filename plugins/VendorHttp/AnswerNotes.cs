using Microsoft.Extensions.AI;

namespace SupportBotPortal.Plugins.VendorHttp;

/// <summary>What vendors say about a model beside its answer, and what no member of an answer is for.</summary>
public static class AnswerNotes
{
    private const string Retirement = "retires_on";

    public static AdditionalPropertiesDictionary? Of(DateOnly? retiresOn) => retiresOn is { } day ? new() { [Retirement] = day } : null;

    /// <summary>The day on which the vendor switches the model off.</summary>
    public static DateOnly? RetiresOn(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.AdditionalProperties?.TryGetValue(Retirement, out DateOnly day) == true ? day : null;
    }
}
