// A button copies what stands before it in its part of the page; it shows only where a script may do that.

for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copied]") : []) {
  const place = button.parentElement;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(place.previousElementSibling.textContent.trim());
    place.querySelector("[role=status]").textContent = button.dataset.copied;
  });
}
