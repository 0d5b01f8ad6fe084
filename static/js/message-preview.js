// The preview of a message text follows what one types; without this script the button does the same.
(() => {
  const section = document.querySelector("[data-message-preview]");
  const form = section && section.closest("form");
  if (!form) return;
  const here = section.querySelector("[data-message-preview-here]");
  let waiting = 0;
  let asked = 0;

  const show = async () => {
    const mine = ++asked;
    try {
      const response = await fetch(section.dataset.messagePreview, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (response.ok && mine === asked) here.innerHTML = await response.text();
    } catch {
      // The button still works once the network is back.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 300);
  });
  form.addEventListener("change", show);
})();
