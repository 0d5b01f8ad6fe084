/* Suggestions as one types where to go: a combobox with a list (ARIA 1.2). Without this script the field is a plain field.
   The focus stays in the field, arrows move the choice, Enter and a press take it, Escape closes. Nothing is sent before the button is pressed. */
(() => {
  const WAIT = 120, SHORTEST = 2, LONGEST = 60;
  const kept = new Map();

  const start = (form) => {
    const field = form.elements.near, list = form.querySelector(".suggestions"), told = form.querySelector("[data-suggest-told]");
    const code = form.querySelector("[data-suggest-code]"), icons = form.querySelector("[data-suggest-icons]");
    if (!field || !list || !window.fetch) return;
    let options = [], active = -1, timer, asked = "";

    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("autocomplete", "off");

    const say = (words) => { told.textContent = words; };
    const close = () => {
      list.hidden = true; active = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const open = () => { list.hidden = false; field.setAttribute("aria-expanded", "true"); };
    const mark = (index) => {
      active = index;
      [...list.children].forEach((option, rank) => option.setAttribute("aria-selected", String(rank === index)));
      if (index < 0) { field.removeAttribute("aria-activedescendant"); return; }
      field.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    };
    const take = (index) => {
      const chosen = options[index];
      field.value = chosen.value;
      code.value = chosen.code; code.disabled = false;
      asked = chosen.value;
      close();
      say(told.dataset.chosen.replace("{name}", [chosen.value, chosen.detail].filter(Boolean).join(", ")));
    };
    const draw = (items) => {
      options = items;
      list.replaceChildren(...items.map((item, rank) => {
        const option = document.createElement("li"), words = document.createElement("span");
        const name = document.createElement("b"), detail = document.createElement("small"), apart = document.createElement("bdi");
        option.id = `${list.id}_${rank}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        name.append(apart); apart.textContent = item.value;
        detail.append(apart.cloneNode()); detail.firstChild.textContent = item.detail;
        words.append(name, detail);
        const icon = icons.content.querySelector(`[data-kind="${item.kind}"]`);
        option.append(icon ? icon.cloneNode(true) : "", words);
        /* Before the field loses the focus. */
        option.addEventListener("mousedown", (event) => event.preventDefault());
        option.addEventListener("click", () => { take(rank); field.focus(); });
        return option;
      }));
      mark(-1);
      if (items.length) { open(); say(told.dataset.some.replace("{count}", items.length)); } else { close(); say(told.dataset.none); }
    };
    const ask = async () => {
      const text = field.value.trim().replace(/\s+/g, " ");
      if (text === asked) return;
      asked = text;
      if (text.length < SHORTEST || text.length > LONGEST) { close(); say(""); return; }
      const key = text.toLowerCase();
      try {
        if (!kept.has(key)) {
          const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(key)}`, { credentials: "omit" });
          if (!answer.ok) throw new Error(answer.status);
          kept.set(key, (await answer.json()).items);
        }
        if (asked === text && document.activeElement === field) draw(kept.get(key));
      } catch (refused) { close(); say(""); }
    };

    field.addEventListener("input", () => {
      code.disabled = true; code.value = "";
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey && event.key !== "ArrowDown" || event.ctrlKey || event.metaKey) return;
      const last = options.length - 1, shown = !list.hidden;
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
        event.preventDefault();
        if (!shown) { open(); mark(event.key === "ArrowDown" ? 0 : last); return; }
        const down = event.key === "ArrowDown";
        mark(down ? (active < last ? active + 1 : 0) : (active > 0 ? active - 1 : last));
      } else if (event.key === "Enter" && shown && active >= 0) {
        event.preventDefault();
        take(active);
      } else if (event.key === "Escape" && shown) {
        event.preventDefault();
        close();
      } else if (event.key === "Tab" && shown && active >= 0) {
        take(active);
      }
    });
    field.addEventListener("blur", () => { clearTimeout(timer); close(); });
  };
  document.querySelectorAll("form[data-suggest]").forEach(start);
})();
