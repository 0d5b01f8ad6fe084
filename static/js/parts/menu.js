/* An open menu closes on Escape, on a click elsewhere, and when another opens. */
(() => {
  const menus = [...document.querySelectorAll("details.drop")];
  const close = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
  document.addEventListener("click", (event) => close(event.target.closest("details.drop")));
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && menus.find((menu) => menu.open);
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
})();
