/* Draws a list of places on a map. Loaded by js/parts/map.js when somebody presses the button of places/map.html, never before.
   It reads the page and nothing else: the places are the elements of the selector `data-items` with `data-lat` and `data-lon`; inside
   one, `data-map-part="name|distance|opening"` marks what the marker is called and its card shows, any other value what the card alone shows,
   and an optional `data-map-number` takes the number. Every word comes from the template, so the script has no language. */
(() => {
  "use strict";
  const SIZE = [48, 58], NEAREST = 16, TILES_END = 19, EDGE = 48;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const key = () => "map " + location.pathname;
  const keep = (on) => { try { on ? sessionStorage.setItem(key(), "on") : sessionStorage.removeItem(key()); } catch (refused) { /* then it is asked again */ } };

  const element = (name, properties) => Object.assign(document.createElement(name), properties);
  const loaded = (asset) => new Promise((done, failed) => {
    asset.onload = done;
    asset.onerror = () => { asset.remove(); failed(new Error("not loaded: " + (asset.src || asset.href))); };
    document.head.append(asset);
  });
  let library;
  const load = ({ libraryStyle, style, library: script }) => {
    library = library || loaded(element("link", { rel: "stylesheet", href: libraryStyle }))
      .then(() => Promise.all([loaded(element("link", { rel: "stylesheet", href: style })), loaded(element("script", { src: script }))]))
      .catch((error) => { library = undefined; throw error; });
    return library;
  };

  const number = (text) => (text ? Number(text.replace(",", ".")) : NaN);
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const lower = (text) => text.charAt(0).toLocaleLowerCase(document.documentElement.lang) + text.slice(1);

  /* The places, in the order of the list; those at one and the same point stand side by side. */
  const read = (root) => {
    const places = [...document.querySelectorAll(root.dataset.items)]
      .map((item) => ({ item, at: [number(item.dataset.lat), number(item.dataset.lon)], parts: [...item.querySelectorAll("[data-map-part]")] }))
      .filter(({ at: [lat, lon] }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
    const there = {};
    places.forEach((place, index) => {
      const said = place.parts.filter((part) => ["name", "distance", "opening"].includes(part.dataset.mapPart));
      place.number = String(index + 1);
      place.name = said.map((part, rank) => (rank ? lower(words(part)) : words(part))).join(root.dataset.comma);
      place.twins = there[place.at.map((one) => one.toFixed(4))] = there[place.at.map((one) => one.toFixed(4))] || [];
      place.twins.push(place);
    });
    return places;
  };

  /* A marker is a real button: Tab reaches it, its name says the place, Enter and Space press it. */
  const iconOf = (place, alone) => {
    const button = element("button", { type: "button", className: "map-pin" + (place.item.querySelector(".ours") ? " ours" : "") });
    const shape = button.appendChild(element("span", { className: "map-pin-shape" }));
    if (!alone) shape.append(element("span", { textContent: place.number }));
    else shape.append(element("span", { className: "map-pin-dot" }));
    button.setAttribute("aria-label", alone ? place.name : `${place.number}. ${place.name}`);
    button.setAttribute("aria-expanded", "false");
    button.title = place.name;
    place.button = button;
    const shift = (place.twins.indexOf(place) - (place.twins.length - 1) / 2) * SIZE[0];
    return new (L.DivIcon.extend({ createIcon() { this._setIconStyles(button, "icon"); return button; } }))(
      { className: button.className, iconSize: SIZE, iconAnchor: [SIZE[0] / 2 - shift, SIZE[1] - 3] });
  };

  const begin = (root) => {
    const find = (name) => root.querySelector(`[data-map-${name}]`);
    const [ask, view, canvas, card, body, told] = ["ask", "view", "canvas", "card", "card-body", "told"].map(find);
    const places = read(root), alone = places.length === 1 && !find("to-list");
    ask.hidden = true; view.hidden = false; root.classList.add("on");
    canvas.dir = "ltr"; /* Leaflet counts from the left; what it shows keeps the direction of its own words */

    const map = L.map(canvas, {
      zoomControl: false, attributionControl: false, scrollWheelZoom: false, maxZoom: TILES_END, minZoom: 3, worldCopyJump: true,
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm,
    });
    const seen = (place) => map.panInside(place.at, { paddingTopLeft: [EDGE, EDGE + 16], paddingBottomRight: [EDGE, card.hidden ? EDGE : card.offsetHeight + 32], animate: !calm });

    /* The one card, for the place whose marker was pressed. */
    let open = null;
    const close = (back) => {
      if (!open) return;
      card.hidden = true; open.button.setAttribute("aria-expanded", "false"); light(open, "chosen", false);
      if (back) open.button.focus({ preventScroll: true });
      open = null;
    };
    const show = (place) => {
      close(false);
      open = place;
      body.textContent = "";
      body.append(...place.parts.map((part) => { const copy = part.cloneNode(true); copy.removeAttribute("id"); return copy; }));
      card.setAttribute("aria-label", place.name); card.hidden = false;
      place.button.setAttribute("aria-expanded", "true"); light(place, "chosen", true);
      seen(place);
      card.focus({ preventScroll: true });
    };
    const light = (place, how, on) => {
      place.button.classList.toggle(how, on); place.item.classList.toggle("map-" + how, on);
      place.marker.setZIndexOffset(on || place === open ? 1000 : 0);
    };

    const ends = [];
    const listen = (target, names, action) => names.split(" ").forEach((name) => {
      target.addEventListener(name, action); ends.push(() => target.removeEventListener(name, action));
    });

    map.fitBounds(L.latLngBounds(places.map(({ at }) => at).concat(hereOf(root))), { padding: [EDGE, EDGE + 12], maxZoom: NEAREST, animate: false });
    const tiles = L.tileLayer(root.dataset.tiles, { maxZoom: TILES_END, referrerPolicy: "no-referrer" });
    let come = false;
    tiles.on("tileload", () => { come = true; if (told.textContent === root.dataset.failed) told.textContent = ""; });
    tiles.on("load", () => { if (!come) told.textContent = root.dataset.failed; });
    tiles.addTo(map);

    hereOf(root).forEach((at) => L.marker(at, { icon: L.divIcon({ className: "map-here", iconSize: [26, 26] }), keyboard: false, interactive: false, zIndexOffset: -1000 }).addTo(map));
    places.forEach((place) => {
      place.marker = L.marker(place.at, { icon: iconOf(place, alone), keyboard: false, riseOnHover: true }).addTo(map);
      place.marker.on("click", () => (open === place ? close(true) : show(place)));
      /* By keyboard only: a map that moves under a pressed pointer would take the press from the marker. */
      listen(place.button, "focus", () => place.button.matches(":focus-visible") && seen(place));
      listen(place.button, "mouseenter focus", () => light(place, "lit", true));
      listen(place.button, "mouseleave blur", () => light(place, "lit", false));
      listen(place.item, "mouseenter focusin", () => light(place, "lit", true));
      listen(place.item, "mouseleave focusout", () => light(place, "lit", false));
      const holder = !alone && place.item.querySelector("[data-map-number]");
      if (holder) {
        const before = [...holder.childNodes];
        holder.textContent = place.number; holder.classList.add("numbered");
        ends.push(() => { holder.textContent = ""; holder.append(...before); holder.classList.remove("numbered"); });
      }
    });

    const limits = () => {
      find("closer").setAttribute("aria-disabled", String(map.getZoom() >= map.getMaxZoom()));
      find("farther").setAttribute("aria-disabled", String(map.getZoom() <= map.getMinZoom()));
    };
    map.on("zoomend", limits); limits();
    listen(find("closer"), "click", () => map.zoomIn());
    listen(find("farther"), "click", () => map.zoomOut());
    listen(find("close"), "click", () => close(true));
    listen(view, "keydown", (event) => { if (event.key === "Escape" && open) { event.preventDefault(); close(true); } });
    if (find("to-list")) listen(find("to-list"), "click", (event) => {
      const target = open && open.item.querySelector("a[href]");
      if (target) { event.preventDefault(); close(false); target.focus({ preventScroll: true }); target.closest("[data-lat]").scrollIntoView({ block: "center" }); }
    });
    const watcher = window.ResizeObserver && new ResizeObserver(() => map.invalidateSize({ animate: false }));
    if (watcher) { watcher.observe(canvas); ends.push(() => watcher.disconnect()); }
    listen(find("hide"), "click", () => {
      close(false); ends.splice(0).forEach((end) => end());
      places.forEach(({ item }) => item.classList.remove("map-lit"));
      map.remove(); canvas.removeAttribute("tabindex");
      view.hidden = true; ask.hidden = false; told.textContent = ""; root.classList.remove("on");
      keep(false);
      find("show").focus();
    });
    return canvas;
  };

  const hereOf = ({ dataset: { hereLat, hereLon } }) => (hereLat && hereLon ? [[number(hereLat), number(hereLon)]] : []);

  /* `pressed` says whether somebody has just asked: then it is told and given the focus, and with `data-keep` comes back on the next page. */
  window.drawMap = (root, pressed) => load(root.dataset).then(() => {
    const canvas = begin(root);
    if (!pressed) return;
    if ("keep" in root.dataset) keep(true);
    root.querySelector("[data-map-told]").textContent = root.dataset.shown;
    canvas.focus({ preventScroll: true });
    root.scrollIntoView({ block: "nearest" });
  }).catch((error) => {
    root.querySelector("[data-map-told]").textContent = root.dataset.failed;
    if (window.console) console.warn(error);
  });
})();
