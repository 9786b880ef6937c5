// What Enter does in a field of a form that has several acts. Without a script it presses the form's first button.
(() => {
  "use strict";

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches?.("input")) return;
    // It has narrowed the list already, while one typed.
    if (event.target.matches("[data-filter]")) event.preventDefault();
    // A part of a form with a button of its own, such as an example to be saved: whoever fills it in means that one.
    const button = event.target.closest("[data-enter]")?.querySelector("button");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
