/* The map of a list: nothing of it is loaded before somebody asks (see static/js/map.js). */
(() => {
  document.querySelectorAll("[data-map]").forEach((map) => {
    if (![...document.querySelectorAll(map.dataset.items)].some((item) => item.dataset.lat)) return;
    const button = map.querySelector("[data-map-show]");
    const told = map.querySelector("[data-map-told]");
    const open = (pressed) => {
      const draw = () => window.drawMap(map, pressed);
      told.textContent = pressed ? map.dataset.wait : "";
      if (window.drawMap) return draw();
      button.setAttribute("aria-disabled", "true");
      const done = () => button.removeAttribute("aria-disabled");
      const script = document.createElement("script");
      script.src = map.dataset.script;
      script.onload = () => { done(); draw(); };
      script.onerror = () => { done(); script.remove(); told.textContent = map.dataset.failed; };
      document.head.append(script);
    };
    map.hidden = false;
    button.addEventListener("click", () => button.hasAttribute("aria-disabled") || open(true));
    try { if (sessionStorage.getItem("map " + location.pathname)) open(false); } catch (refused) { /* nothing was kept */ }
  });
})();
