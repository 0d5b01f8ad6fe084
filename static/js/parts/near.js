/* "Use my location": rounded to about a kilometre before it leaves the device. */
(() => {
  if (!navigator.geolocation) return;
  document.querySelectorAll("[data-locate]").forEach((button) => {
    const form = button.form || button.closest("form");
    const told = form.querySelector("[data-locate-told]");
    button.hidden = false;
    button.addEventListener("click", () => {
      told.hidden = false; told.textContent = button.dataset.wait;
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        form.elements.lat.value = coords.latitude.toFixed(2);
        form.elements.lon.value = coords.longitude.toFixed(2);
        form.elements.lat.disabled = form.elements.lon.disabled = false;
        if (form.elements.near) form.elements.near.value = "";
        form.submit();
      }, () => { told.textContent = button.dataset.refused; }, { timeout: 10000, maximumAge: 600000 });
    });
  });
})();
