// Passkeys: asks the device for a key, and puts its answer in a form. Hidden where it cannot work.
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const opened = (list) => (list || []).map((item) => ({ ...item, id: bytes(item.id) }));

const ask = async (kind, { publicKey }) => {
  publicKey.challenge = bytes(publicKey.challenge);
  if (kind === "sign-in") {
    publicKey.allowCredentials = opened(publicKey.allowCredentials);
    return navigator.credentials.get({ publicKey });
  }
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = opened(publicKey.excludeCredentials);
  return navigator.credentials.create({ publicKey });
};

const written = ({ id, rawId, type, response }) => {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = {};
  for (const part of parts) if (response[part]) answer[part] = text(response[part]);
  return JSON.stringify({ id, rawId: text(rawId), type, clientExtensionResults: {}, response: answer });
};

const start = (place) => {
  const form = place.querySelector("form");
  const failed = form.querySelector("[data-ws-passkey-failed]");
  let isAsking = false;
  form.addEventListener("submit", async (event) => {
    if (form.credential.value) return;
    event.preventDefault();
    event.stopPropagation(); // forms.js must not count this one as sent
    if (isAsking) return;
    isAsking = true;
    failed.textContent = "";
    try {
      const reply = await fetch(form.dataset.wsOptions, { method: "POST", body: new FormData(form) });
      if (!reply.ok) throw new Error(String(reply.status));
      form.credential.value = written(await ask(place.dataset.wsPasskey, await reply.json()));
      form.requestSubmit();
    } catch {
      failed.textContent = failed.dataset.wsPasskeyFailed;
    }
    isAsking = false;
  });
  place.hidden = false;
};

if (window.PublicKeyCredential)
  for (const place of document.querySelectorAll("[data-ws-passkey]")) start(place);
