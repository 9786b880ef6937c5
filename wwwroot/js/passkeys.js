// Asks the browser for a passkey: to sign in with it, or for a new one. The server says what is to be signed, and checks it.
(() => {
  "use strict";

  const can = typeof PublicKeyCredential === "function" && PublicKeyCredential.parseRequestOptionsFromJSON && PublicKeyCredential.parseCreationOptionsFromJSON;

  const sentences = {
    NotAllowedError: "The browser gave no passkey: it was cancelled, took too long, or there is none for this portal.",
    InvalidStateError: "This device holds a passkey for your account already.",
    SecurityError: "Passkeys work only under the name of the portal, over https or on localhost.",
  };

  const optionsOf = async (form) => {
    if (form.dataset.given) return JSON.parse(form.dataset.given);
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
    if (!answer.ok) throw new Error(answer.status === 429 ? "That was a lot at once. Wait a minute and try again." : "The page was open for too long. Load it again and repeat this.");
    return answer.json();
  };

  const credentialOf = async (form) => {
    const options = await optionsOf(form);
    return form.dataset.passkey === "create"
      ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const [problem, button] = [form.querySelector("[data-problem]"), form.querySelector("button")];
    if (!can) {
      if (form.dataset.passkey === "create") {
        [problem.hidden, button.disabled] = [false, true];
        problem.textContent = "This browser cannot make passkeys. Use a newer one.";
      }
      continue;
    }
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      [problem.hidden, button.disabled] = [true, true];
      try {
        form.elements.credential.value = JSON.stringify(await credentialOf(form));
        form.submit();
      } catch (error) {
        problem.textContent = sentences[error.name] ?? (error.name === "Error" ? error.message : "The browser could not use a passkey here.");
        [problem.hidden, button.disabled] = [false, false];
      }
    });
  }
})();
