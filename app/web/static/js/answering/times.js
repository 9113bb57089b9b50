// Times in the time zone of the browser; the server sends them in UTC.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export function clock(iso) {
  return new Date(iso).toLocaleTimeString("en-GB");
}

function day(at) {
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
}

export function localTimes(root) {
  for (const each of root.querySelectorAll("time[datetime]")) {
    const at = new Date(each.dateTime);
    const isToday = at.toDateString() === new Date().toDateString();
    each.textContent = isToday ? `at ${clock(at)}` : `${day(at)}, ${clock(at)}`;
  }
}
