using SupportBotPortal.Core.Usage.Reading;

namespace SupportBotPortal.Web.Pages.Usage;

/// <summary>The figures of a line of a table.</summary>
/// <param name="OfModels">Whether attempts at models are counted, and not requests of bots.</param>
public sealed record FiguresView(UsageFigures Figures, bool OfModels);
