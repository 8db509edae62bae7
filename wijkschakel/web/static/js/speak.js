// Reads the main part of the page aloud, in the language of the page.
const button = document.querySelector("[data-ws-speak]");
const word = button?.querySelector("span");
const start = word?.textContent ?? "";

function stop() {
  speechSynthesis.cancel();
  button.removeAttribute("aria-pressed");
  word.textContent = start;
}

// Words of a resident are in a [lang] of their own, inside a heading or a line.
function language(block) {
  const inner = block.querySelector("[lang]");
  if (inner && inner.innerText.trim() === block.innerText.trim()) return inner.lang;
  return block.closest("[lang]")?.lang || document.documentElement.lang;
}

// One sentence group per block: a voice per language, and no very long text at once.
function parts() {
  const blocks = "h1, h2, h3, h4, p, li, dt, dd, th, td, label, legend, summary, figcaption";
  return [...document.querySelectorAll("main :is(" + blocks + ")")].filter(
    (block) =>
      !block.querySelector(blocks) &&
      !block.closest("[hidden], [aria-hidden=true]") &&
      block.getClientRects().length > 0 &&
      block.innerText.trim() !== "",
  );
}

function speak() {
  const list = parts();
  if (list.length === 0) return;
  button.setAttribute("aria-pressed", "true");
  word.textContent = button.dataset.wsStop;
  list.forEach((block, index) => {
    const voice = new SpeechSynthesisUtterance(block.innerText);
    voice.lang = language(block);
    voice.rate = 0.95;
    if (index === list.length - 1) voice.onend = stop;
    speechSynthesis.speak(voice);
  });
}

if (button && "speechSynthesis" in window) {
  button.hidden = false;
  button.addEventListener("click", () => (button.hasAttribute("aria-pressed") ? stop() : speak()));
  window.addEventListener("pagehide", stop);
}
