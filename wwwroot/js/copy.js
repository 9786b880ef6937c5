// Copies what is shown once. Browsers allow it over https and on this machine; elsewhere the buttons stay hidden.
(() => {
  "use strict";

  if (!navigator.clipboard) return;
  const textOf = (source) => source.value ?? (source.matches("ul") ? [...source.children].map((line) => line.textContent.trim()).join("\n") : source.textContent.trim());
  const reveal = () => { for (const button of document.querySelectorAll("button[data-copy][hidden]")) button.hidden = false; };
  document.addEventListener("DOMContentLoaded", reveal);
  document.addEventListener("htmx:load", reveal);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-copy]");
    if (!button) return;
    const label = button.firstElementChild;
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(textOf(source));
      label.textContent = "Copied";
    } catch {
      // The browser was told not to let pages copy: what is selected can be copied by hand.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      label.textContent = "Selected: copy it";
    }
    setTimeout(() => { label.textContent = "Copy"; }, 4000);
  });
})();
