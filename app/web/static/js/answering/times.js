// Times as a clock of this place shows them; the server names them in UTC.

export function clock(iso) {
  return new Date(iso).toLocaleTimeString("en-GB");
}

export function localTimes(root) {
  for (const each of root.querySelectorAll("time[datetime]")) {
    const at = new Date(each.dateTime);
    const isToday = at.toDateString() === new Date().toDateString();
    each.textContent = isToday ? `at ${clock(at)}` : `${at.toLocaleDateString("sv-SE")} at ${clock(at)}`;
  }
}
