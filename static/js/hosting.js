/* The hosts' screens on a bad network. A press is written on the phone first, then sent until the server has answered: it is never lost.
   What is kept holds numbers alone, no name. Without a script, or without storage, the plain forms of the page do the same. */
(() => {
  const body = document.body, banner = document.querySelector("[data-banner]");
  const PRESS = "accueil.press.", CLOCK = "accueil.clock", KNOWN = "accueil.known", LENT = "accueil.lent";
  let store;
  try { store = window.localStorage; store.setItem("accueil.test", "1"); store.removeItem("accueil.test"); } catch { return; }

  const wipe = async () => {
    store.removeItem(KNOWN);
    if ("caches" in window) for (const name of await caches.keys()) if (name.startsWith("accueil-list")) await caches.delete(name);
  };
  if (body.classList.contains("signed-out")) { wipe(); return; }
  if (!body.dataset.send) return;

  const list = document.querySelector("[data-list]"), tally = document.querySelector("[data-tally]"), faces = document.querySelector("[data-faces]");
  const served = Number((list || tally || faces || {}).dataset?.now || 0); // when the server wrote this page
  const now = () => Math.round(Date.now() + Number(store.getItem(CLOCK) || 0)); // by the server's clock
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]");
  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const pending = () => Object.keys(store).filter((key) => key.startsWith(PRESS)).map(read).filter(Boolean);
  const draw = () => crypto.randomUUID ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));

  /* In a visitor's hand: the list is not even one step back. */
  if (faces) { store.setItem(LENT, location.href); wipe(); } else store.removeItem(LENT);
  addEventListener("pageshow", (event) => { if (event.persisted && !faces && store.getItem(LENT)) location.replace(store.getItem(LENT)); });

  let signedOut = false, offline = false, erased = false;
  const refused = [];
  function tell() {
    if (!banner) return;
    const words = banner.dataset, kept = pending().length, parts = [];
    banner.replaceChildren();
    if (erased) banner.append(words.erased);
    else if (signedOut) {
      const link = Object.assign(document.createElement("a"), { href: body.dataset.signIn, textContent: words.signInLabel });
      banner.append(words.signedOut + " ", link);
    } else {
      if (offline) parts.push(words.noNetwork);
      if (offline && list) parts.push(`${words.old} ${new Date(Math.max(served, (read(KNOWN) || {}).at || 0)).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}.`);
      if (kept && (offline || kept > 3)) parts.push(words.kept + " " + kept);
      parts.push(...refused);
      banner.append(parts.join(" "));
    }
    banner.hidden = !banner.textContent;
  }

  /* What stands, painted on the list. */
  function paint(key, presence, said, isKept) {
    const row = list && list.querySelector(`[data-person="${key}"]`);
    if (!row) return;
    row.dataset.presence = presence;
    row.querySelectorAll("[data-mark]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.mark === presence)));
    if (said !== undefined) row.querySelector("[data-said]").textContent = said;
    row.toggleAttribute("data-kept", isKept);
    const sitting = row.closest(".sitting");
    sitting.querySelector("[data-came]").textContent = sitting.querySelectorAll('[data-presence="present"]').length;
  }
  function paintKept() { for (const press of pending()) if (press.seat) paint(press.seat + "-" + press.meeting, press.presence, undefined, true); }
  function paintMarks(marks) { for (const [key, mark] of Object.entries(marks)) if (!store.getItem(PRESS + "m." + key)) paint(key, mark.presence, mark.said, false); }
  const number = (what) => document.querySelector(`[data-number="${what}"]`);

  /* Send what is kept; each press stays until the server says what became of it. */
  let busy = false, again = 0, wait = 2000;
  const ask = (url, options = {}) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 15000);
    const headers = { Accept: "application/json", ...(options.headers || {}) };
    return fetch(url, { credentials: "same-origin", redirect: "manual", ...options, headers, signal: stop.signal }).finally(() => clearTimeout(timer));
  };
  const post = (presses) => ask(body.dataset.send, { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": token()?.value || "" }, body: JSON.stringify({ presses }) });
  function learn(answer, began) {
    store.setItem(CLOCK, String(answer.now - (began + Date.now()) / 2));
    document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => { field.value = answer.csrf; });
  }
  async function refresh() {
    const began = Date.now(), response = await ask(body.dataset.state);
    signedOut = response.status === 401;
    if (!response.ok) return false;
    const answer = await response.json();
    learn(answer, began);
    store.setItem(KNOWN, JSON.stringify({ at: answer.now, marks: answer.marks }));
    if (list && "today" in list.dataset) paintMarks(answer.marks);
    return true;
  }
  function settle(sent, answer) {
    const known = read(KNOWN) || { marks: {} };
    for (const press of sent) {
      const said = answer.done[press.key], kept = read(PRESS + press.key);
      if (!said) continue;
      if (kept && kept.at === press.at) store.removeItem(PRESS + press.key); // pressed again meanwhile: that one is still to go
      if (said.refused) refused.push(`${banner.dataset.refused} ${said.refused}`);
      if (press.seat && !store.getItem(PRESS + press.key)) {
        const key = press.seat + "-" + press.meeting;
        if (said.refused) { paint(key, "", said.refused, false); continue; }
        paint(key, said.presence, said.said, false);
        known.marks[key] = { presence: said.presence, said: said.said };
      } else if (press.what && said.count !== null && number(press.what) && !pending().some((other) => other.what === press.what)) number(press.what).textContent = said.count;
    }
    known.at = answer.now;
    store.setItem(KNOWN, JSON.stringify(known));
  }
  async function send() {
    const sent = pending().slice(0, 100);
    if (busy || !sent.length) { tell(); return; }
    busy = true; clearTimeout(again);
    try {
      const began = Date.now();
      let response = await post(sent);
      if (response.status === 403 && await refresh()) response = await post(sent);
      signedOut = response.status === 401;
      if (response.ok) {
        const answer = await response.json();
        learn(answer, began); settle(sent, answer);
        offline = false; wait = 2000;
      } else if (!signedOut) throw new Error(String(response.status));
    } catch { offline = true; wait = Math.min(wait * 2, 60000); }
    busy = false; tell();
    if (pending().length && !signedOut) again = setTimeout(send, offline ? wait : 0);
  }
  function keep(press) { store.setItem(PRESS + press.key, JSON.stringify(press)); }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.mark && list) {
      event.preventDefault();
      const key = button.closest("[data-person]").dataset.person, [seat, meeting] = key.split("-").map(Number);
      keep({ key: "m." + key, seat, meeting, presence: button.dataset.mark, at: now() });
      paint(key, button.dataset.mark, undefined, true); refused.length = 0; send();
    } else if (button.dataset.count && tally) {
      event.preventDefault();
      const id = draw(), what = button.dataset.count, step = Number(button.dataset.step), shown = Number(number(what).textContent);
      if (shown + step < 0) return;
      keep({ key: "c." + id, id, session: Number(tally.dataset.session), what, step, at: now() });
      number(what).textContent = shown + step; send();
    } else if (button.dataset.face && faces) {
      event.preventDefault();
      const id = draw(), thanks = faces.querySelector("[data-thanks]"), buttons = faces.querySelectorAll("[data-face]");
      keep({ key: "c." + id, id, session: Number(faces.dataset.session), what: button.dataset.face, step: 1, at: now() });
      thanks.hidden = false; buttons.forEach((one) => { one.disabled = true; });
      setTimeout(() => { thanks.hidden = true; buttons.forEach((one) => { one.disabled = false; }); }, 2500); // one person, one press
      send();
    }
  });

  /* Leaving: what is kept goes first, for the phone is emptied behind us. */
  document.querySelector("[data-sign-out]")?.addEventListener("submit", async (event) => {
    if (!pending().length) { wipe(); return; }
    event.preventDefault();
    const form = event.target;
    await send();
    if (pending().length) { offline = true; tell(); banner.scrollIntoView(); } else { await wipe(); form.submit(); }
  });

  /* The list of today: what was marked since this page was kept, then what stands on the server, then the night. */
  if (list) {
    const known = read(KNOWN), until = Number(list.dataset.until);
    if (known && known.at > served && "today" in list.dataset) paintMarks(known.marks);
    const over = async () => { await wipe(); list.replaceChildren(); erased = true; tell(); };
    const late = () => "today" in list.dataset && now() >= until;
    if (late()) over(); else setTimeout(() => late() && over(), Math.min(Math.max(until - now(), 0) + 500, 2 ** 31 - 1));
    const look = () => erased || refresh().then(() => { offline = false; tell(); }, () => { offline = true; tell(); });
    look();
    setInterval(() => { if (document.visibilityState === "visible") look(); }, 45000);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") { if (late()) over(); else look(); } });
  }
  if (tally) for (const press of pending()) if (press.what && press.session === Number(tally.dataset.session) && number(press.what)) number(press.what).textContent = Number(number(press.what).textContent) + press.step;
  paintKept(); send();
  addEventListener("online", () => { wait = 2000; send(); });
  addEventListener("offline", () => { offline = true; tell(); });

  if ("serviceWorker" in navigator && body.dataset.worker) navigator.serviceWorker.register(body.dataset.worker).catch(() => {});
})();
