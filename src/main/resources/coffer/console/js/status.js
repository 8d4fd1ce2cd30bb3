// The line at the bottom that tells what has happened, also to screen readers.

const line = document.getElementById("status");

export function say(text) {
  line.classList.remove("heard");
  line.textContent = text;
}

/** Tells screen readers what the page shows anyway. */
export function announce(text) {
  line.classList.add("heard");
  line.textContent = text;
}
