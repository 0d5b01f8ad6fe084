/* "Écouter": the device reads the page aloud, in the page's language. The button shows only where a voice exists. */
(() => {
  const speech = window.speechSynthesis;
  const buttons = document.querySelectorAll("[data-listen]");
  if (!speech || !buttons.length) return;
  const language = document.documentElement.lang;
  const voice = () => speech.getVoices().find((one) => one.lang.slice(0, 2).toLowerCase() === language);
  const show = () => buttons.forEach((button) => { button.hidden = !voice(); });
  show();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
  setTimeout(show, 1000); /* some devices never tell that their voices came */
  const say = (button, on) => {
    button.dataset.on = on; /* the words change: a pressed state beside them would say it twice, and backwards */
    button.querySelector("[data-label]").textContent = on ? button.dataset.stop : button.dataset.start;
  };
  const quiet = () => { speech.cancel(); buttons.forEach((button) => say(button, false)); };
  /* What is read: headings, sentences, choices, labels; sentence by sentence, for some devices stop after 15 seconds. */
  const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,label,legend,blockquote,summary,address,.say";
  const sentences = (root) => [...root.querySelectorAll(BLOCKS)]
    .filter((one) => one.offsetParent && !one.querySelector(BLOCKS) && !one.closest("nav,[aria-hidden=true],.no-listen"))
    .flatMap((one) => (one.matches(".say") ? one.textContent : one.innerText).match(/[^.!?؟…\n]+[.!?؟…]*/g) || []).map((text) => text.trim()).filter(Boolean);
  buttons.forEach((button) => button.addEventListener("click", () => {
    const wasOn = button.dataset.on === "true";
    quiet();
    if (wasOn) return;
    const texts = sentences(document.querySelector(button.dataset.listen || "main") || document.body);
    texts.forEach((text, index) => {
      const spoken = new SpeechSynthesisUtterance(text);
      spoken.lang = language; spoken.voice = voice(); spoken.rate = 0.9;
      if (index === texts.length - 1) spoken.onend = () => say(button, false);
      speech.speak(spoken);
    });
    say(button, true);
  }));
  window.addEventListener("pagehide", () => speech.cancel());
})();
