/* Printing, the error summary, and filters that fold on a phone. */
(() => {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
  const filters = document.querySelector(".filters > details");
  if (filters && matchMedia("(max-width: 61.99rem)").matches) filters.open = false;
})();
