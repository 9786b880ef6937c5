// What keeps the work of somebody who types into the provider form.
(() => {
  "use strict";

  const fieldsOf = (form) => [...form.elements].filter((field) => field.name && form.contains(field) && !field.matches("button, [type=hidden], [hx-preserve]"));
  const stateOf = (field) => field.type === "checkbox" ? field.checked : field.value;

  // An answer was made from what was sent. What was typed after that is newer than what the answer would put in its place.
  const sent = new WeakMap();
  const newer = new WeakMap();
  document.addEventListener("htmx:beforeSend", (event) => {
    const form = event.detail.elt.closest("#provider-form");
    if (form) sent.set(event.detail.xhr, new Map(fieldsOf(form).map((field) => [field.name, stateOf(field)])));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    const before = sent.get(xhr);
    if (!before) return;
    if (target.id === "base-url-field") {
      if (document.getElementById("base-url")?.value !== before.get("Form.BaseUrl")) event.detail.shouldSwap = false;
    } else if (target.id === "provider-form") {
      const changed = fieldsOf(target).filter((field) => before.has(field.name) && before.get(field.name) !== stateOf(field));
      newer.set(xhr, changed.map((field) => ({ name: field.name, state: stateOf(field), caret: field === document.activeElement && field.matches("input, textarea") ? [field.selectionStart, field.selectionEnd] : null })));
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const changed = newer.get(event.detail.xhr) ?? [];
    newer.delete(event.detail.xhr);
    const form = document.getElementById("provider-form");
    for (const { name, state, caret } of changed) {
      const field = fieldsOf(form).find((candidate) => candidate.name === name);
      if (!field || (field.options && ![...field.options].some((option) => option.value === state))) continue;
      if (field.type === "checkbox") field.checked = state;
      else field.value = state;
      if (caret && caret[0] !== null && field === document.activeElement) field.setSelectionRange(...caret);
      // These ask the portal by themselves: what it just answered was about another value.
      if (field.matches("#type, #auth-scheme, #base-url")) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // What was changed before the page could answer, while its scripts were still on their way, is answered as soon as it can.
  const shown = (field) => field.options ? ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value : field.defaultValue;
  document.addEventListener("htmx:load", (event) => {
    const form = event.detail.elt.querySelector("#provider-form") ?? event.detail.elt.closest("#provider-form");
    for (const field of form?.querySelectorAll("#type, #auth-scheme, #base-url") ?? []) {
      if (field.value !== shown(field)) field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });

  // Leaving asks first, but only where something was typed and not saved. To look what the types are is not work.
  let isTyped = false;
  document.addEventListener("input", (event) => {
    if (event.target.form?.id === "provider-form" && !event.target.matches("#type, #auth-scheme")) isTyped = true;
  });
  document.addEventListener("submit", (event) => { if (event.target.id === "provider-form" && !event.defaultPrevented) isTyped = false; });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.status === 204 && event.detail.elt.closest("#provider-form")) isTyped = false;
  });
  window.addEventListener("beforeunload", (event) => {
    // Browsers do not ask before somebody has acted in the page, and complain about the attempt.
    if (isTyped && navigator.userActivation?.hasBeenActive !== false) event.preventDefault();
  });
})();
