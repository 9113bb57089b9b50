// What every page does: menus close when one leaves them, and a failed request of htmx says so.

for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

function say(text) {
  const notice = document.createElement("p");
  notice.className = "notice notice-wrong";
  notice.setAttribute("role", "alert");
  notice.textContent = text;
  document.querySelector("main").prepend(notice);
}

document.addEventListener("htmx:sendError", () => say("There is no connection. What you changed last was not saved."));
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (status === 401) location.reload(); // the page then asks to sign in and leads back here
  else if (status === 409 || status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
  else if (status >= 400) say(new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").body.textContent.trim());
});
