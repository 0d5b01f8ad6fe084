/* Printing, the error summary, and filters that fold on a phone. */
(() => {
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  /* After a mistake one begins where it is said: the summary, else the field or the first of the choices. */
  const wrong = document.querySelector(".errors, main [aria-invalid=true], main [aria-describedby~=problem] input");
  if (wrong) wrong.focus();
  const filters = document.querySelector(".filters > details");
  if (filters && matchMedia("(max-width: 61.99rem)").matches) filters.open = false;
})();
