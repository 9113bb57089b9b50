// A new organization is most likely in the time zone of the browser, so the field starts with that zone. Without scripts, it starts with UTC.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const field = document.querySelector("[data-browser-zone] select");
if (field && [...field.options].some(({ value }) => value === zone)) field.value = zone;
